import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * EPUBCheck and veraPDF, kept running for the tests: java Judges.java PORT_FILE.
 *
 * <p>A client connects to the port of this machine that stands in the file, and asks as often as it
 * likes: a number of strings, and the strings, which are the judge, its jar and the arguments of
 * its command line. The answer is the exit code and what the judge printed to its output and errors,
 * each as a number of bytes and the bytes. The process ends when the last client has gone.
 */
public final class Judges {
    private static final Map<String, ClassLoader> LOADERS = new HashMap<>();
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private Judges() {}

    public static void main(String[] arguments) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Path file = Path.of(arguments[0]);
        Path part = Path.of(arguments[0] + ".part");
        Files.writeString(part, Integer.toString(server.getLocalPort()));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        while (true) {
            Socket client = server.accept();
            CLIENTS.incrementAndGet();
            new Thread(() -> attend(client)).start();
        }
    }

    private static void attend(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                String[] words = new String[in.readInt()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = in.readUTF();
                }
                answer(words, out);
            }
        } catch (EOFException end) {
            // The client has gone.
        } catch (Exception trouble) {
            trouble.printStackTrace();
        }
        if (CLIENTS.decrementAndGet() == 0) {
            System.exit(0);
        }
    }

    /** One judge at a time: what they print goes to the streams of the process. */
    private static synchronized void answer(String[] words, DataOutputStream answer)
            throws Exception {
        String[] arguments = List.of(words).subList(2, words.length).toArray(new String[0]);
        PrintStream ownOut = System.out;
        PrintStream ownErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        System.setOut(new PrintStream(out, true, "UTF-8"));
        System.setErr(new PrintStream(err, true, "UTF-8"));
        try {
            ClassLoader loader = loader(words[1]);
            Thread.currentThread().setContextClassLoader(loader);
            code = words[0].equals("epubcheck")
                    ? epubcheck(loader, arguments)
                    : verapdf(loader, arguments);
        } catch (InvocationTargetException trouble) {
            trouble.getCause().printStackTrace();
            code = 1;
        } finally {
            System.setOut(ownOut);
            System.setErr(ownErr);
        }
        answer.writeInt(code);
        for (ByteArrayOutputStream said : List.of(out, err)) {
            answer.writeInt(said.size());
            said.writeTo(answer);
        }
        answer.flush();
    }

    private static ClassLoader loader(String jar) throws Exception {
        if (!LOADERS.containsKey(jar)) {
            URL[] place = {Path.of(jar).toUri().toURL()};
            LOADERS.put(jar, new URLClassLoader(place, ClassLoader.getPlatformClassLoader()));
        }
        return LOADERS.get(jar);
    }

    /** What com.adobe.epubcheck.tool.Checker does before it ends the process. */
    private static int epubcheck(ClassLoader loader, String[] arguments) throws Exception {
        Class<?> checker = loader.loadClass("com.adobe.epubcheck.tool.EpubChecker");
        Object made = checker.getConstructor().newInstance();
        return (int) checker.getMethod("run", String[].class).invoke(made, (Object) arguments);
    }

    /** What org.verapdf.apps.GreenfieldCliWrapper does before it ends the process. */
    private static int verapdf(ClassLoader loader, String[] arguments) throws Exception {
        call(loader, "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider", "initialise");
        call(loader, "org.verapdf.core.utils.LogsFileHandler", "configLogs");
        loader.loadClass("org.verapdf.ReleaseDetails")
                .getMethod("addDetailsFromResource", String.class)
                .invoke(null, "org/verapdf/release/app.properties");
        Class<?> parser = loader.loadClass("org.verapdf.cli.commands.VeraCliArgParser");
        Object asked = parser.getConstructor().newInstance();
        Class<?> commander = loader.loadClass("com.beust.jcommander.JCommander");
        commander.getMethod("parse", String[].class)
                .invoke(commander.getConstructor(Object.class).newInstance(asked), (Object) arguments);
        Method process = loader.loadClass("org.verapdf.cli.VeraPdfCli")
                .getDeclaredMethod("singleThreadProcess", parser);
        process.setAccessible(true);
        Object status = process.invoke(null, asked);
        Field value = status.getClass().getDeclaredField("value");
        value.setAccessible(true);
        return value.getInt(status);
    }

    private static void call(ClassLoader loader, String owner, String method) throws Exception {
        loader.loadClass(owner).getMethod(method).invoke(null);
    }
}
