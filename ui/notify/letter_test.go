package notify_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"contactgroup/schema"
	"contactgroup/ui/notify"
)

func letterTo(n int) schema.Delivery {
	return schema.Delivery{ID: schema.ID(n), Token: fmt.Sprint("TOKEN", n), Contact: schema.ID(n), Channel: schema.ChannelLetter, To: fmt.Sprintf("m%d@google.example", n),
		At: noon, Lang: schema.French, Zone: schema.Paris, Attempts: 1,
		Notices: []schema.Notice{{Cause: schema.NoticeConvocation, Ref: "2015-05-26", Starts: noon.AddDate(0, 0, 21), Place: "Place Beauvau"}}}
}

func TestALetterTellsReferenceDatePlaceAndHowToFetchIt(t *testing.T) {
	s := serveMail(t, serving{})
	several := letterTo(2)
	several.Lang = schema.English
	several.Notices = append(several.Notices, schema.Notice{Cause: schema.NoticePack, Ref: "2015-05-26", Starts: noon.AddDate(0, 0, 21)},
		schema.Notice{Cause: schema.NoticeDue, Ref: "A-2015-007", Due: schema.Date{Year: 2015, Month: 5, Day: 4}, Overdue: true}, schema.Notice{Cause: schema.NoticeAssigned})
	for _, tc := range []struct {
		d       schema.Delivery
		subject string
		told    []string
	}{
		{letterTo(1), "Convocation : 2015-05-26", []string{"mardi 26 mai 2015", "14:00", "Place Beauvau", "ssh -p 2222 desk.example meeting show 2015-05-26",
			"sftp -P 2222 desk.example:/meetings/2015-05-26/", "settings mail none"}},
		{several, "4 notices from the desk", []string{"Tuesday", "sftp -P 2222 desk.example:/meetings/2015-05-26/pack.pdf", "action show A-2015-007", "overdue", "request list"}},
	} {
		if err := carrier(s, notify.Plain).Carry(t.Context(), tc.d); err != nil {
			t.Fatal(err)
		}
		got := <-s.taken
		subject, _ := new(mime.WordDecoder).DecodeHeader(got.header.Get("Subject"))
		body, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(got.body)))
		if plain := strings.ReplaceAll(subject, "\u00a0", " "); err != nil || plain != tc.subject || got.header.Get("Message-Id") != "<"+tc.d.Token+"@ministry.example>" || got.header.Get("Importance") != "" {
			t.Errorf("%q %v %v", subject, got.header, err)
		}
		text := strings.ReplaceAll(string(body), "\u00a0", " ")
		for _, want := range tc.told {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
	}
}

func TestAHostilePlaceAddsNoLineToALetter(t *testing.T) {
	s := serveMail(t, serving{})
	d := letterTo(1)
	d.Notices[0].Place = "x\r\n\r\nhttps://evil.example\x1b[2J"
	_ = carrier(s, notify.Plain).Carry(t.Context(), d)
	if got := <-s.taken; strings.Contains(got.body, "\nhttps://evil") || strings.Contains(got.body, "\x1b") {
		t.Errorf("%q", got.body)
	}
}

// letterbox is an outbox of letters alone, each with one attempt to be made.
type letterbox struct {
	mu      sync.Mutex
	waiting []schema.Delivery
	refused []string
	settled chan struct{}
}

func (b *letterbox) AlertWakes(context.Context) <-chan struct{} { return nil }
func (b *letterbox) CallContacts(context.Context, time.Duration) (time.Time, error) {
	return time.Time{}, nil
}
func (b *letterbox) NextDelivery(context.Context, schema.Channel, time.Duration, []schema.ID) (d schema.Delivery, found bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.waiting) == 0 {
		return d, false, nil
	}
	d, b.waiting = b.waiting[0], b.waiting[1:]
	return d, true, nil
}
func (b *letterbox) NextDeliveryAt(context.Context, schema.Channel) (time.Time, error) {
	return time.Time{}, nil
}
func (b *letterbox) Delivered(context.Context, schema.Delivery) error {
	b.settled <- struct{}{}
	return nil
}
func (b *letterbox) Postponed(context.Context, schema.Delivery, time.Time, string, bool) error {
	b.settled <- struct{}{}
	return nil
}
func (b *letterbox) Refused(_ context.Context, d schema.Delivery, problem string) error {
	b.mu.Lock()
	b.refused = append(b.refused, d.To+" "+problem)
	b.mu.Unlock()
	b.settled <- struct{}{}
	return nil
}

func TestOfTenMembersTheNineAreWrittenToOnceAndTheTenthIsTold(t *testing.T) {
	s := serveMail(t, serving{})
	s.refuse = func(to string) error {
		if to == "m7@google.example" {
			return &smtp.SMTPError{Code: 550, Message: "no such user"}
		}
		return nil
	}
	box := &letterbox{settled: make(chan struct{}, 10)}
	for n := 1; n <= 10; n++ {
		box.waiting = append(box.waiting, letterTo(n))
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		notify.Run(ctx, notify.Options{Outbox: box, Carriers: map[schema.Channel]notify.Carrier{schema.ChannelLetter: carrier(s, notify.Plain)},
			Now: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler)})
		close(ended)
	}()
	for range 10 {
		<-box.settled
	}
	stop()
	<-ended
	var to []string
	for _, l := range s.letters {
		to = append(to, l.to)
	}
	slices.Sort(to)
	if len(to) != 9 || len(slices.Compact(to)) != 9 || slices.Contains(to, "m7@google.example") {
		t.Errorf("written to are %q", to)
	}
	if len(box.refused) != 1 || !strings.Contains(box.refused[0], "m7@google.example") || !strings.Contains(box.refused[0], "550") {
		t.Errorf("refused are %q", box.refused)
	}
}

// A paper goes with a letter where its organisation's ceiling and its own
// marking say so, each of one against each of the other; elsewhere the letter
// tells where to fetch it, and nothing of it is in the mail.
func TestAPaperGoesWithALetterWhereItMay(t *testing.T) {
	s := serveMail(t, serving{})
	for i, ceiling := range append([]schema.TLP{""}, schema.TLPs...) {
		for j, marking := range schema.TLPs {
			d := letterTo(100*i + j)
			d.Mailed = ceiling
			m := carrier(s, notify.Plain)
			m.Papers = func(_ context.Context, d schema.Delivery) ([]notify.Paper, error) {
				return []notify.Paper{{Notice: d.Notices[0], Name: "pack.pdf", Type: "application/pdf", TLP: marking, Body: []byte("%PDF-secret")}}, nil
			}
			if err := m.Carry(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			got := <-s.taken
			subject, _ := new(mime.WordDecoder).DecodeHeader(got.header.Get("Subject"))
			has := []bool{strings.Contains(got.body, "pack.pdf"), strings.Contains(got.header.Get("Content-Type"), "multipart"), strings.HasPrefix(subject, "[TLP:")}
			want := schema.MayMail(ceiling, marking)
			if !strings.Contains(got.body, "sftp -P 2222") || slices.Contains(has, !want) {
				t.Errorf("ceiling %q, marked %q: %v, want %v\n%s\n%s", ceiling, marking, has, want, subject, got.body)
			}
		}
	}
}

// A letter whose papers cannot be read waits, and is not sent without them.
func TestALetterWaitsForItsPapers(t *testing.T) {
	m, d := &notify.Mail{Address: "127.0.0.1:1", Security: notify.Plain, From: "desk@ministry.example"}, letterTo(1)
	m.Papers, d.Mailed = func(context.Context, schema.Delivery) ([]notify.Paper, error) { return nil, io.ErrUnexpectedEOF }, schema.TLPAmber
	if f := failure(t, m.Carry(t.Context(), d)); f.Permanent || !f.Server || !strings.HasPrefix(f.Problem, "papers") {
		t.Errorf("%+v", f)
	}
}
