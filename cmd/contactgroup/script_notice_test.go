package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// postOffice is a mail server that refuses one receiver and takes every letter
// to others.
type postOffice struct {
	refuses string
	mu      sync.Mutex
	taken   map[string][]string // Message-IDs, by receiver
	whole   map[string][]byte   // the last letter, by receiver
	came    chan struct{}       // a place for each letter
}

// posting is one connection to it.
type posting struct {
	*postOffice
	to []string
}

// servePost is "post-office ADDRESS": one that refuses that receiver listens
// until the script ends, at $MAIL.
func servePost(ts *testscript.TestScript, neg bool, args []string) {
	office := &postOffice{refuses: args[0], taken: map[string][]string{}, whole: map[string][]byte{}, came: make(chan struct{}, 1000)}
	listenForMail(ts, func() smtp.Session { return &posting{postOffice: office} })
	postOffices.Store(ts, office)
}

// postOffices are those of the scripts under way.
var postOffices sync.Map

// awaitPost is "posted RECEIVERS EACH": it waits for as many letters as that
// makes, and fails unless so many receivers were sent so many different ones each.
func awaitPost(ts *testscript.TestScript, neg bool, args []string) {
	found, _ := postOffices.Load(ts)
	office := found.(*postOffice)
	var receivers, each int
	_, err := fmt.Sscan(strings.Join(args, " "), &receivers, &each)
	ts.Check(err)
	for office.count() < receivers*each {
		select {
		case <-office.came:
		case <-time.After(patience):
			ts.Fatalf("%d letters came", office.count())
		}
	}
	office.mu.Lock()
	defer office.mu.Unlock()
	for to, ids := range office.taken {
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != each || len(ids) != each || len(office.taken) != receivers {
			ts.Fatalf("%s has %q, of %d receivers", to, ids, len(office.taken))
		}
	}
}

func (o *postOffice) count() (n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, ids := range o.taken {
		n += len(ids)
	}
	return n
}

func (p *posting) Mail(string, *smtp.MailOptions) error { p.to = nil; return nil }
func (p *posting) Reset()                               { p.to = nil }
func (*posting) Logout() error                          { return nil }

func (p *posting) Rcpt(to string, _ *smtp.RcptOptions) error {
	if to == p.refuses {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	p.to = append(p.to, to)
	return nil
}

// Data takes a letter.
func (p *posting) Data(r io.Reader) error {
	whole, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	letter, err := mail.ReadMessage(bytes.NewReader(whole))
	if err != nil {
		return err
	}
	p.mu.Lock()
	for _, to := range p.to {
		p.whole[to] = whole
		p.taken[to] = append(p.taken[to], letter.Header.Get("Message-ID"))
	}
	p.mu.Unlock()
	for range p.to {
		p.came <- struct{}{}
	}
	return nil
}

// callAtOnce is "at-once LOGIN LOGIN… -- WORDS…": each types the command over
// ssh, all at the same time. $EXITS has how they ended, in order: "0 5".
func callAtOnce(ts *testscript.TestScript, neg bool, args []string) {
	split := slices.Index(args, "--")
	quoted := make([]string, len(args)-split-1)
	for i, word := range args[split+1:] {
		quoted[i] = shellQuote(word)
	}
	codes := make([]string, split)
	var all sync.WaitGroup
	for i, login := range args[:split] {
		cmd := exec.Command("ssh", append(sshArgs(ts, login), strings.Join(quoted, " "))...)
		cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH")}
		all.Go(func() {
			var exit *exec.ExitError
			switch err := cmd.Run(); {
			case errors.As(err, &exit):
				codes[i] = fmt.Sprint(exit.ExitCode())
			case err != nil:
				codes[i] = err.Error()
			default:
				codes[i] = "0"
			}
		})
	}
	all.Wait()
	slices.Sort(codes)
	ts.Setenv("EXITS", strings.Join(codes, " "))
}
