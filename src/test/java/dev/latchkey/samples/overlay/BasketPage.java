package dev.latchkey.samples.overlay;

import dev.latchkey.browser.CsrfToken;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** A page for browsers, with a form that works without scripts. */
@WebServlet("/basket")
public class BasketPage extends HttpServlet {

  @Inject CsrfToken csrf;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Principal caller = request.getUserPrincipal();
    String page =
        """
        <!doctype html><title>Basket</title><p id="caller">%s</p>
        <form method="post" action="/shop/basket">
          <input type="hidden" name="%s" value="%s">
          <input name="item"><button>Add</button>
        </form>
        """
            .formatted(
                caller == null ? "nobody" : caller.getName(), csrf.getFieldName(), csrf.getToken());
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(page);
  }
}
