/*
 * Gives the user of the agent-broker the API token that the chart has generated, once. Without it the broker could not read the
 * queue, make nodes or learn their secrets.
 */
import hudson.model.User
import jenkins.security.ApiTokenProperty

def file = new File(System.getenv('REMOTING_KAFKA_TOKEN_FILE') ?: '')
if (file.isFile()) {
    def user = User.getById('remoting-kafka', true)
    def tokens = user.getProperty(ApiTokenProperty)
    if (!tokens.tokenStore.tokenListSortedByName.any { it.name == 'agent-broker' }) {
        tokens.tokenStore.addFixedNewToken('agent-broker', file.text.trim())
        user.save()
    }
}
