package io.groundwork.transport.ssh;

import java.util.Iterator;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** Public key login that offers the keys of the session's {@link Login}, in its order. */
final class KeyLogin extends UserAuthPublicKeyFactory {

  @Override
  public UserAuthPublicKey createUserAuth(ClientSession session) {
    return new UserAuthPublicKey(getSignatureFactories()) {
      @Override
      protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
          ClientSession current, SignatureFactoriesManager manager) {
        return SshConnector.loginOf(current).keys(current, manager).iterator();
      }
    };
  }
}
