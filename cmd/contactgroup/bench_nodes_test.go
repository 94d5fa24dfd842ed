package main

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// BenchmarkNodes is from a command on one of two nodes to the frames that show
// its change, on the same node and on the other one.
func BenchmarkNodes(b *testing.B) {
	server := storetest.NewServer(b)
	clock := storetest.NewClock()
	_, private, err := ed25519.GenerateKey(nil)
	must(b, err)
	signer, err := ssh.NewSignerFromKey(private)
	must(b, err)
	fill(b, server.URL(), clock, signer)
	var desk *store.Desk
	clients := make([]*benchClient, 2)
	for i := range clients {
		db, address := serveNode(b, server.URL(), clock.Now, signer)
		if i == 0 {
			desk, err = db.As(b.Context(), "chair")
			must(b, err)
		}
		clients[i] = demoServer{signer: signer}.enter(b, address, 120, 40)
		clients[i].until(b, settled...)
	}
	item, err := desk.AddAction(b.Context(), schema.ActionDraft{Text: "mesure", Owner: "google"})
	must(b, err)
	for _, c := range clients {
		_, err := c.in.Write([]byte("5"))
		must(b, err)
		c.until(b, []byte("mesure"))
	}
	took := [2][]time.Duration{}
	for i := 0; b.Loop(); i++ {
		time.Sleep(100 * time.Millisecond)                 // a change at a time
		text := strings.Repeat(string(rune('a'+i%26)), 12) // so that all of it is written anew
		start := time.Now()
		shown := make(chan struct{}, 2)
		for n, c := range clients {
			go func() {
				c.until(b, []byte(text))
				took[n] = append(took[n], time.Since(start))
				shown <- struct{}{}
			}()
		}
		_, err := desk.ActOn(b.Context(), item.ID, 0, schema.ActionStep{Verb: schema.VerbEdit, Text: text})
		must(b, err)
		<-shown
		<-shown
	}
	here, there := took[0], took[1]
	slices.Sort(there)
	b.ReportMetric(float64(there[len(there)*99/100])/1e6, "ms-p99-other-node")
	report(b, there, here)
	for _, c := range clients {
		must(b, c.client.Close())
	}
}

// fill makes a group with some requests on the chair's screen, who has a key.
func fill(b *testing.B, url string, clock *storetest.Clock, signer ssh.Signer) {
	db, err := store.Open(b.Context(), url, store.Options{Now: clock.Now})
	must(b, err)
	desks := storetest.Group(b, db)
	_, err = desks["admin"].AddKey(b.Context(), "chair", string(ssh.MarshalAuthorizedKey(signer.PublicKey())), "", time.Time{})
	must(b, err)
	for range 60 {
		q, err := desks["pharos"].NewRequest(b.Context(), schema.RequestDraft{Kind: schema.KindCounterSpeech, Regime: schema.RegimeVoluntary,
			Subject: "Campagne", Reasons: "Relais", Addressee: "google", Contents: []schema.Content{{URL: "https://video.example/a"}}})
		must(b, err)
		_, err = desks["pharos"].Act(b.Context(), q.ID, 0, schema.Step{Verb: schema.VerbSend})
		must(b, err)
	}
	must(b, db.Close())
}

// serveNode serves the register at url from this process until the benchmark ends.
func serveNode(b *testing.B, url string, now schema.Now, signer ssh.Signer) (*store.DB, string) {
	db, err := store.Open(b.Context(), url, store.Options{Now: now})
	must(b, err)
	s, err := newService(db, now, gate{hostKeys: []ssh.Signer{signer}}, slog.New(slog.DiscardHandler))
	must(b, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, []net.Listener{l}, nil, func() {}) }()
	b.Cleanup(func() {
		cancel()
		must(b, <-served)
		must(b, db.Close())
	})
	return db, l.Addr().String()
}
