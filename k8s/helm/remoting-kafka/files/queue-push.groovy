/*
 * Tells the agent-broker that the build queue has changed, so that a build need not wait for the next reading.
 *
 * Install: put this file into init.groovy.d of Jenkins's home, and set in the environment of Jenkins
 *   REMOTING_KAFKA_PUSH_URL     https://broker.example.com/api/controllers/main/queue-events
 *   REMOTING_KAFKA_PUSH_SECRET  the same as remoting.controllers.main.push-secret of the broker
 *
 * The listener is called inside Jenkins's queue, which is locked meanwhile: it only puts into a bounded queue, and what
 * does not fit is dropped. A daemon thread posts. A push that is lost costs a second, never a build.
 */
import hudson.ExtensionList
import hudson.model.Queue
import hudson.model.queue.QueueListener
import java.nio.charset.StandardCharsets
import java.util.concurrent.ArrayBlockingQueue
import java.util.logging.Level
import java.util.logging.Logger
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

class RemotingKafkaQueuePush extends QueueListener {
    static final Logger LOG = Logger.getLogger('io.remotingkafka.queue-push')

    final ArrayBlockingQueue<String> changes = new ArrayBlockingQueue<>(64)
    final URL url
    final String secret

    RemotingKafkaQueuePush(URL url, String secret) {
        this.url = url
        this.secret = secret
        def poster = new Thread({ post() } as Runnable, 'remoting-kafka-queue-push')
        poster.daemon = true
        poster.start()
    }

    @Override
    void onEnterBuildable(Queue.BuildableItem item) {
        changes.offer('buildable ' + item.id)
    }

    @Override
    void onLeft(Queue.LeftItem item) {
        changes.offer('left ' + item.id)
    }

    private void post() {
        while (!Thread.currentThread().interrupted()) {
            try {
                def events = [changes.take()]
                // Whatever came together is told together: one reading shows it all.
                changes.drainTo(events)
                send(events.join('\n') + '\n' + UUID.randomUUID())
            } catch (InterruptedException end) {
                return
            } catch (IOException e) {
                LOG.log(Level.FINE, 'A push to ' + url + ' was lost', e)
            }
        }
    }

    private void send(String body) {
        String timestamp = String.valueOf((long) (System.currentTimeMillis() / 1000))
        def connection = (HttpURLConnection) url.openConnection()
        connection.connectTimeout = 2000
        connection.readTimeout = 5000
        connection.requestMethod = 'POST'
        connection.doOutput = true
        connection.setRequestProperty('Content-Type', 'text/plain; charset=utf-8')
        connection.setRequestProperty('X-Remoting-Timestamp', timestamp)
        connection.setRequestProperty('X-Remoting-Signature', sign(timestamp + '.' + body))
        connection.outputStream.withCloseable { it.write(body.getBytes(StandardCharsets.UTF_8)) }
        if (connection.responseCode != 202) {
            LOG.warning('The agent-broker answered a push with ' + connection.responseCode + ': '
                    + connection.errorStream?.getText('UTF-8'))
        }
    }

    private String sign(String text) {
        def mac = Mac.getInstance('HmacSHA256')
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), 'HmacSHA256'))
        mac.doFinal(text.getBytes(StandardCharsets.UTF_8)).encodeHex().toString()
    }
}

def address = System.getenv('REMOTING_KAFKA_PUSH_URL')
def shared = System.getenv('REMOTING_KAFKA_PUSH_SECRET')
if (address && shared) {
    def listeners = ExtensionList.lookup(QueueListener)
    // Run again by the script console, it takes the place of its predecessor.
    listeners.removeAll { it.class.simpleName == 'RemotingKafkaQueuePush' }
    listeners.add(0, new RemotingKafkaQueuePush(new URL(address), shared))
} else {
    RemotingKafkaQueuePush.LOG.info('REMOTING_KAFKA_PUSH_URL and REMOTING_KAFKA_PUSH_SECRET are not both set: no pushes')
}
