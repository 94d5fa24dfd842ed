package main

import (
	"io"
	"net"
	"net/mail"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// mailbox is the mail server of a script: it takes every letter. It keeps the
// sender of the first one waiting for its answer, as one that dies at that
// moment waits.
type mailbox struct {
	mu      sync.Mutex
	letters []string // Message-IDs
	silent  chan struct{}
	arrived chan struct{} // a place for each letter
}

// serveMail is "mail-server": one listens until the script ends, at $MAIL.
func serveMail(ts *testscript.TestScript, neg bool, args []string) {
	box := &mailbox{silent: make(chan struct{}), arrived: make(chan struct{}, 100)}
	listenForMail(ts, func() smtp.Session { return box })
	ts.Defer(func() { close(box.silent) }) // before the server waits for its sessions
	mailboxes.Store(ts, box)
}

// listenForMail has a mail server listen until the script ends, at $MAIL, with a
// session for each connection.
func listenForMail(ts *testscript.TestScript, session func() smtp.Session) {
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return session(), nil }))
	s.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	var served sync.WaitGroup
	served.Go(func() { _ = s.Serve(l) }) // ends with Close
	ts.Defer(func() {
		s.Close()
		l.Close() // which Serve may not have told the server of yet
		served.Wait()
	})
	ts.Setenv("MAIL", l.Addr().String())
}

// mailboxes are those of the scripts under way.
var mailboxes sync.Map

// awaitMail is "mail-arrived": it waits for the next letter; "mail-arrived again"
// fails unless it has the Message-ID of the one before.
func awaitMail(ts *testscript.TestScript, neg bool, args []string) {
	found, _ := mailboxes.Load(ts)
	box := found.(*mailbox)
	select {
	case <-box.arrived:
	case <-time.After(patience):
		ts.Fatalf("no mail came")
	}
	box.mu.Lock()
	defer box.mu.Unlock()
	if n := len(box.letters); box.letters[n-1] == "" || len(args) > 0 && (n < 2 || box.letters[n-1] != box.letters[n-2]) {
		ts.Fatalf("Message-IDs %q", box.letters)
	}
}

func (*mailbox) Mail(string, *smtp.MailOptions) error { return nil }
func (*mailbox) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (*mailbox) Reset()                               {}
func (*mailbox) Logout() error                        { return nil }

// Data takes a letter.
func (b *mailbox) Data(r io.Reader) error {
	letter, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	b.mu.Lock()
	b.letters = append(b.letters, letter.Header.Get("Message-ID"))
	first := len(b.letters) == 1
	b.mu.Unlock()
	b.arrived <- struct{}{}
	if first {
		<-b.silent
	}
	return nil
}
