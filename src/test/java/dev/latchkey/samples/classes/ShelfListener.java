package dev.latchkey.samples.classes;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads a table of Latchkey's while the application starts. */
@WebListener
public class ShelfListener implements ServletContextListener {

  static final String READERS = "shelf.readers";

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try (Connection connection = database.getConnection();
        ResultSet count =
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM account")) {
      count.next();
      event.getServletContext().setAttribute(READERS, count.getInt(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
