package io.groundwork.transport.ssh;

import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Tells MINA that the JDK's own provider of elliptic curves does Ed25519. */
final class JdkSecurity extends AbstractSecurityProviderRegistrar {

  private static final String PROVIDER = "SunEC";

  private JdkSecurity() {
    super(PROVIDER);
  }

  /** Has to be called before anything of MINA looks for keys or signatures. Idempotent. */
  static void register() {
    var unused = SecurityUtils.registerSecurityProvider(new JdkSecurity());
  }

  @Override
  public boolean isSupported() {
    return Security.getProvider(PROVIDER) != null;
  }

  @Override
  public Provider getSecurityProvider() {
    return Security.getProvider(PROVIDER);
  }

  @Override
  public String getDefaultSecurityEntitySupportValue(Class<?> type) {
    return type == Signature.class || type == KeyFactory.class ? Ed25519.ALGORITHM : "";
  }

  @Override
  public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
    return Optional.of(new Ed25519());
  }
}
