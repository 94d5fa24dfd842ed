package schema

import (
	"errors"
	"testing"
)

func TestAPolicyAsksTheLeastOfKeys(t *testing.T) {
	kinds := []string{"ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"}
	for policy, good := range map[KeyPolicy][]bool{
		"": {true, true, true, true, true}, KeysAny: {true, true, true, true, true}, KeysNoRSA: {false, true, true, true, true},
		KeysSecurity: {false, false, false, true, true}, "unheard of": {false, false, false, false, false},
	} {
		for i, kind := range kinds {
			err := MayUseKey(policy, kind)
			if (err == nil) != good[i] {
				t.Errorf("policy %q, key %s: %v", policy, kind, err)
			}
			if err != nil && !errors.Is(err, ErrForbidden) {
				t.Errorf("policy %q, key %s: no refusal: %v", policy, kind, err)
			}
		}
	}
}

func TestACertificateIsRevokedByItsSerialOrKeyID(t *testing.T) {
	c := Credential{Fingerprint: "SHA256:key", Authority: "SHA256:ca", Serial: 42, KeyID: "a@b"}
	for _, name := range c.Names()[1:] {
		if again, ok := CertificateName(name); !ok || again != name {
			t.Errorf("%q reads as %q, %v", name, again, ok)
		}
	}
	for typed, want := range map[string]string{
		"Serial:042@SHA256:ca": "serial:42@SHA256:ca", "id:x@SHA256:ca": "id:x@SHA256:ca",
		"serial:-1@SHA256:ca": "", "serial:@SHA256:ca": "", "id:@SHA256:ca": "", "SHA256:ca": "", "serial:42": "", "other:1@SHA256:ca": "",
		"id:a\nb@SHA256:ca": "", "serial:42@SHA256:": "",
	} {
		got, ok := CertificateName(typed)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q reads as %q, %v", typed, got, ok)
		}
	}
	if plain := (Credential{Fingerprint: "SHA256:key", Serial: 42}).Names(); len(plain) != 1 || plain[0] != "SHA256:key" {
		t.Errorf("a plain key has the names %v", plain)
	}
}

func FuzzCertificateName(f *testing.F) {
	f.Add("serial:42@SHA256:abc")
	f.Add("id:me@here@SHA256:abc")
	f.Fuzz(func(t *testing.T, s string) {
		name, ok := CertificateName(s)
		if !ok {
			return
		}
		if again, ok := CertificateName(name); !ok || again != name {
			t.Fatalf("%q reads as %q, then as %q", s, name, again)
		}
	})
}
