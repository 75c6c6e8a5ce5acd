import com.almworks.sqlite4java.SQLiteConnection;
import java.io.File;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local, `java -cp "lib/*:dynamodb.jar" DynamoDbServer` with its own options, over a database that writes ahead
 * to a log. By default SQLite keeps a rollback journal: a file made, four times synchronised and removed again for each write.
 */
public final class DynamoDbServer {
    public static void main(String[] arguments) throws Exception {
        int folder = Arrays.asList(arguments).indexOf("-dbPath") + 1;
        if (folder > 0) writeAhead(new File(arguments[folder], "shared-local-instance.db"));
        ServerRunner.main(arguments);
    }

    /** The mode stays with the file, whoever opens it next. */
    private static void writeAhead(File database) throws Exception {
        Logger.getLogger("com.almworks.sqlite4java").setLevel(Level.WARNING);
        // The server loads the native library in a way of its own. Loaded otherwise it would be there twice, and crash.
        new SQLiteDBAccess(database).close();
        SQLiteConnection connection = new SQLiteConnection(database);
        try {
            connection.open(true).exec("PRAGMA journal_mode=WAL");
        } finally {
            connection.dispose();
        }
    }
}
