package dev.latchkey.bench;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another Java virtual machine on this computer, and what it tells of itself. */
final class Jvm implements AutoCloseable {

  private final JMXConnector connector;
  private final com.sun.management.ThreadMXBean threads;
  private final MemoryMXBean memory;
  private final CompilationMXBean compilers;

  private Jvm(JMXConnector connector) throws IOException {
    this.connector = connector;
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, com.sun.management.ThreadMXBean.class);
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    compilers =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class);
  }

  /** Attaches to it; null where that is not possible, as on a Java of another make. */
  static Jvm attach(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
      machine.detach();
      return new Jvm(JMXConnectorFactory.connect(address));
    } catch (Exception e) {
      System.err.println("What the server allocates cannot be told: " + e);
      return null;
    }
  }

  /** Bytes that its threads have allocated; those that have ended do not count. */
  double allocated() {
    double sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** Seconds that its compilers have worked. */
  double compiling() {
    return compilers.getTotalCompilationTime() / 1000.0;
  }

  /** Bytes of the heap that are in use after a collection. */
  double live() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException gone) {
      // So it is closed.
    }
  }
}
