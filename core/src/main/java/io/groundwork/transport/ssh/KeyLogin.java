package io.groundwork.transport.ssh;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import java.security.PublicKey;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Public key login that offers the keys of the session's {@link Login}, in its order. */
final class KeyLogin extends UserAuthPublicKeyFactory {

  @Override
  public UserAuthPublicKey createUserAuth(ClientSession session) {
    return new Offer(getSignatureFactories());
  }

  /** Types of key that have one signature algorithm each; RSA has several. */
  private static final Set<String> ONE_WAY =
      Set.of(
          KeyPairProvider.SSH_ED25519,
          KeyPairProvider.ECDSA_SHA2_NISTP256,
          KeyPairProvider.ECDSA_SHA2_NISTP384,
          KeyPairProvider.ECDSA_SHA2_NISTP521);

  private static final class Offer extends UserAuthPublicKey {

    private PeekingIterator<PublicKeyIdentity> offered =
        Iterators.peekingIterator(Collections.emptyIterator());
    private boolean begun;

    private Offer(List<NamedFactory<Signature>> factories) {
      super(factories);
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
        ClientSession session, SignatureFactoriesManager manager) {
      offered =
          Iterators.peekingIterator(
              SshConnector.loginOf(session).keys(session, manager).iterator());
      return offered;
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
      boolean first = !begun;
      begun = true;
      if (first && offered.hasNext() && signsWithoutAsking(offered.peek())) {
        return sendSigned(session, service);
      }
      return super.sendAuthDataRequest(session, service);
    }

    /**
     * Whether asking the host first if it would take the key is not worth a round trip: the key is
     * at hand, not with an agent that may ask somebody, and signs in one way only.
     */
    private static boolean signsWithoutAsking(PublicKeyIdentity key) {
      return key instanceof KeyPairIdentity
          && ONE_WAY.contains(KeyUtils.getKeyType(key.getKeyIdentity()));
    }

    /** Sends what a host's "I would take this key" is answered with. */
    private boolean sendSigned(ClientSession session, String service) throws Exception {
      current = offered.next();
      PublicKey key = current.getKeyIdentity().getPublic();
      chosenAlgorithm = KeyUtils.getKeyType(key);
      Buffer taken = new ByteArrayBuffer();
      taken.putByte(SshConstants.SSH_MSG_USERAUTH_PK_OK);
      taken.putString(chosenAlgorithm);
      taken.putPublicKey(key);
      return processAuthDataRequest(session, service, taken);
    }
  }
}
