package notify_test

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"contactgroup/schema"
	"contactgroup/ui/notify"
)

var noon = time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)

func delivery() schema.Delivery {
	return schema.Delivery{ID: 1, Token: "TOKEN", Contact: 1, Channel: schema.ChannelMail, To: "duty@google.example", Cause: schema.AlertSent,
		Ref: "GOO-2015-0042", Label: schema.P1, At: noon, Lang: schema.French, Attempts: 1}
}

func carrier(s *mailServer, security notify.Security) *notify.Mail {
	return &notify.Mail{Address: s.address, Security: security, From: "desk@ministry.example", Roots: s.roots, Link: "ssh -p 2222 desk.example"}
}

// failure is the Failure of an attempt; the test ends when there is none.
func failure(t *testing.T, err error) notify.Failure {
	t.Helper()
	var f *notify.Failure
	if !errors.As(err, &f) {
		t.Fatalf("no failure: %v", err)
	}
	return *f
}

func TestAMailTellsLabelReferenceAndCommandInItsReadersLanguage(t *testing.T) {
	s := serveMail(t, serving{})
	for _, tc := range []struct {
		name          string
		change        func(*schema.Delivery)
		subject, body string
	}{
		{"sent", func(*schema.Delivery) {}, "P1 – GOO-2015-0042", "Une demande P1 vous attend : GOO-2015-0042\r\n\r\nssh -p 2222 desk.example request show GOO-2015-0042\r\n"},
		{"in English", func(d *schema.Delivery) { d.Lang = schema.English }, "P1 – GOO-2015-0042", "A P1 request awaits you: GOO-2015-0042\r\n\r\nssh -p 2222 desk.example request show GOO-2015-0042\r\n"},
		{"raised", func(d *schema.Delivery) { d.Cause, d.Lang = schema.AlertRaised, schema.English }, "P1 – GOO-2015-0042", "Request GOO-2015-0042: its label is raised to P1\r\n\r\nssh -p 2222 desk.example request show GOO-2015-0042\r\n"},
		{"marked red", func(d *schema.Delivery) { d.Ref = "" }, "P1", "Une demande P1 vous attend.\r\n\r\nssh -p 2222 desk.example request list\r\n"},
		{"a crisis", func(d *schema.Delivery) { d.Cause, d.Ref = schema.AlertCrisis, "" }, "P1 – crise", "Une crise commence.\r\n\r\nssh -p 2222 desk.example crisis list\r\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := delivery()
			tc.change(&d)
			if err := carrier(s, notify.Plain).Carry(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			got := <-s.taken
			subject, err := new(mime.WordDecoder).DecodeHeader(got.header.Get("Subject"))
			body := strings.ReplaceAll(unfolded(got.body), "=C2=A0", "\u00a0")
			if err != nil || subject != tc.subject || strings.ReplaceAll(body, "\u00a0", " ") != tc.body || got.to != d.To {
				t.Errorf("to %s: %q\n%q", got.to, subject, body)
			}
			for header, want := range map[string]string{"Message-Id": "<TOKEN@ministry.example>", "Auto-Submitted": "auto-generated",
				"Date": "Tue, 05 May 2015 12:00:00 +0000", "From": "<desk@ministry.example>", "To": "<duty@google.example>"} {
				if is := got.header.Get(header); is != want {
					t.Errorf("%s: %q", header, is)
				}
			}
		})
	}
}

func TestNothingThatIsWrittenIntoADeliveryAddsAHeaderOrAReceiver(t *testing.T) {
	s := serveMail(t, serving{})
	for _, hostile := range []string{"x\r\nBcc: rival@evil.example", "x\nSubject: y", "x\x00", "x>, <y@evil.example", "é\r\n\r\nbody"} {
		for _, d := range []func(*schema.Delivery){
			func(d *schema.Delivery) { d.Ref = hostile },
			func(d *schema.Delivery) { d.Label = schema.Label(hostile) },
			func(d *schema.Delivery) { d.Token = hostile },
			func(d *schema.Delivery) { d.To = "duty@google.example" + hostile },
		} {
			one := delivery()
			d(&one)
			_ = carrier(s, notify.Plain).Carry(t.Context(), one) // refusing it is as good
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.letters {
		if l.header.Get("Bcc") != "" || len(l.header["Subject"]) != 1 || l.to != "duty@google.example" || strings.Contains(l.header.Get("To"), "evil") {
			t.Errorf("sent to %s: %v", l.to, l.header)
		}
	}
}

func TestMailIsProtectedAsItIsToldAndNeverLess(t *testing.T) {
	open, start, implicit := serveMail(t, serving{}), serveMail(t, serving{tls: true, auth: true}), serveMail(t, serving{implicit: true, auth: true})
	for name, s := range map[string]*mailServer{"starttls": start, "implicit": implicit} {
		m := carrier(s, notify.Security(name))
		m.User, m.Password = "desk", "right"
		if err := m.Carry(t.Context(), delivery()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := <-s.taken; !got.tls || got.user != "desk" {
			t.Errorf("%s: %+v", name, got)
		}
		m.Password = "wrong"
		if f := failure(t, m.Carry(t.Context(), delivery())); !f.Server || f.Permanent {
			t.Errorf("%s: a wrong password is %+v", name, f)
		}
		m.Roots = nil
		if f := failure(t, m.Carry(t.Context(), delivery())); !f.Server || !strings.Contains(f.Problem, "certificate") {
			t.Errorf("%s: a server that nobody vouches for is %+v", name, f)
		}
	}
	for name, m := range map[string]*notify.Mail{"no STARTTLS": carrier(open, notify.StartTLS), "no TLS": carrier(open, notify.Implicit)} {
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
		if f := failure(t, m.Carry(ctx, delivery())); !f.Server || f.Permanent {
			t.Errorf("%s: %+v", name, f)
		}
		stop()
	}
	if len(open.letters) != 0 {
		t.Error("a message went out unprotected")
	}
}

func TestWhatAServerSaysDecidesWhetherItIsTriedAgain(t *testing.T) {
	s := serveMail(t, serving{})
	for code, want := range map[int]notify.Failure{450: {}, 550: {Permanent: true}} {
		s.refuse = func(string) error { return &smtp.SMTPError{Code: code, Message: "for duty\x1b[2J"} }
		f := failure(t, carrier(s, notify.Plain).Carry(t.Context(), delivery()))
		if f.Permanent != want.Permanent || f.Server || !strings.Contains(f.Problem, fmt.Sprint(code)) || strings.Contains(f.Problem, "\x1b") {
			t.Errorf("%d is %+v", code, f)
		}
	}
	nobody := carrier(s, notify.Plain)
	nobody.Address = "127.0.0.1:1"
	if f := failure(t, nobody.Carry(t.Context(), delivery())); !f.Server || f.Permanent {
		t.Errorf("no server is %+v", f)
	}
}

func TestAServerThatSaysNothingIsLeftWithTheContext(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if conn, err := silent.Accept(); err == nil {
			cancel()
			<-t.Context().Done()
			conn.Close()
		}
	}()
	m := &notify.Mail{Address: silent.Addr().String(), Security: notify.Plain, From: "desk@ministry.example"}
	if f := failure(t, m.Carry(ctx, delivery())); !f.Server {
		t.Errorf("%+v", f)
	}
}
