package main

import (
	"errors"
	"fmt"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/sshd"
)

func TestPathsAreToldWithoutWhatMembersNamed(t *testing.T) {
	for path, want := range map[string]string{
		"/actions/open.csv":                       "/actions/open.csv",
		"/meetings/2015-05-06/pack.pdf":           "/meetings/2015-05-06/pack.pdf",
		"/requests/GOO-2015-0042/thread.md":       "/requests/GOO-2015-0042/thread.md",
		"/requests/GOO-2015-0042/attachments/1-x": "/requests/GOO-2015-0042/attachments/…",
		"/views/vidéos de X.csv":                  "/views/…",
	} {
		if got := withoutNames(path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestARefusalHasOneOfAFewGrounds(t *testing.T) {
	for _, c := range []struct {
		reason error
		want   string
	}{
		{schema.NotFound("SHA256:x"), schema.GroundUnknownKey},
		{&schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}, string(schema.WhyRevoked)},
		{fmt.Errorf("x: %w", sshd.ErrCertExpired), schema.GroundCertificate},
		{errors.New("disk on fire: /secret"), schema.GroundOther},
	} {
		if got := groundOf(c.reason); got != c.want {
			t.Errorf("%v: %s", c.reason, got)
		}
	}
}

func TestAddressesOfOneIPv6NetworkAreOne(t *testing.T) {
	for address, want := range map[string]string{"192.0.2.7": "192.0.2.7", "2001:db8:1:2:3::4": "2001:db8:1:2::/64", "root": "root"} {
		if got := neighbourhood(address); got != want {
			t.Errorf("%s: %s", address, got)
		}
	}
}
