package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/sshd"
)

// Papers that go with a letter are those of its reader's own desk: for an
// organisation without a ceiling, and for notices of other things, there are none.
func TestPapersOfALetterAreItsReadersOwn(t *testing.T) {
	s := newDemoServer(t, 61, sshd.Limits{}, slog.New(slog.DiscardHandler))
	notices := []schema.Notice{{Cause: schema.NoticeConvocation, Ref: "2015-05-06"}, {Cause: schema.NoticePack, Ref: "2015-05-06"}, {Cause: schema.NoticeAssigned, Ref: "GOO-2015-0001"}}
	d := schema.Delivery{Channel: schema.ChannelLetter, Login: "google", Lang: schema.French, Notices: notices}
	if papers, err := s.papers(t.Context(), d); err != nil || len(papers) != 0 {
		t.Errorf("without a ceiling: %d papers, %v", len(papers), err)
	}
	d.Mailed = schema.TLPAmber
	papers, err := s.papers(t.Context(), d)
	if err != nil || len(papers) != 2 {
		t.Fatalf("%d papers, %v", len(papers), err)
	}
	summons, pack := papers[0], papers[1]
	if summons.TLP != schema.TLPAmber || summons.Name != "convocation-2015-05-06.txt" || !strings.Contains(string(summons.Body), "Beauvau") {
		t.Errorf("convocation: %s %s\n%s", summons.TLP, summons.Name, summons.Body)
	}
	if schema.MayMail(schema.TLPGreen, pack.TLP) || pack.Name != "pack-2015-05-06.pdf" || !bytes.HasPrefix(pack.Body, []byte("%PDF")) {
		t.Errorf("pack: %s %s, %d bytes", pack.TLP, pack.Name, len(pack.Body))
	}
	d.Login = "nobody"
	if papers, err := s.papers(t.Context(), d); err == nil {
		t.Errorf("of a member who is not: %d papers", len(papers))
	}
}
