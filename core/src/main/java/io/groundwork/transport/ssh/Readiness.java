package io.groundwork.transport.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * Goes once through what a login needs, with keys of its own: much of the time of a first login is
 * the loading of the classes that do the cryptography.
 */
final class Readiness {

  private static final byte[] TEXT = new byte[64];

  private Readiness() {}

  static void rehearse() {
    try {
      goThrough();
    } catch (Exception e) {
      // Should something be missing here, the login tells it in its own words.
      return;
    }
  }

  static void goThrough() throws Exception {
    agree();
    sign();
    encrypt();
  }

  private static void agree() throws Exception {
    AbstractDH ours = BuiltinDHFactories.curve25519.create();
    AbstractDH theirs = BuiltinDHFactories.curve25519.create();
    theirs.setF(ours.getE());
    ours.setF(theirs.getE());
    ours.getK();
  }

  private static void sign() throws Exception {
    KeyPair pair = pair();
    Signature signer = BuiltinSignatures.ed25519.create();
    signer.initSigner(null, pair.getPrivate());
    signer.update(null, TEXT);
    byte[] signature = signer.sign(null);
    Signature verifier = BuiltinSignatures.ed25519.create();
    verifier.initVerifier(null, pair.getPublic());
    verifier.update(null, TEXT);
    verifier.verify(null, signature);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static void encrypt() throws Exception {
    Cipher cipher = BuiltinCiphers.aes128gcm.create();
    cipher.init(Cipher.Mode.Encrypt, new byte[cipher.getKdfSize()], new byte[cipher.getIVSize()]);
    cipher.updateAAD(new byte[4], 0, 4);
    cipher.update(new byte[TEXT.length + cipher.getAuthenticationTagSize()], 0, TEXT.length);
  }
}
