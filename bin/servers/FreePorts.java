import java.net.InetAddress;
import java.net.ServerSocket;

/** Prints as many free ports of the loopback interface as its argument says, on one line. */
class FreePorts {

  public static void main(String[] args) throws Exception {
    ServerSocket[] sockets = new ServerSocket[Integer.parseInt(args[0])];
    StringBuilder ports = new StringBuilder();
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      ports.append(sockets[i].getLocalPort()).append(' ');
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    System.out.println(ports.toString().trim());
  }
}
