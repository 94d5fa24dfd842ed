package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Thread is one request with all that happened to it, as its reader may see it.
type Thread struct {
	Request schema.Request // with its contents and attachments
	Replies []schema.Reply
	Events  []schema.Event // oldest first
	As      schema.Reader
	Now     time.Time      // overdue is judged at it; documents show no other trace of it
	Zone    *time.Location // of the times that people read
}

// WriteThreadJSON writes the request as "request show" does, with its replies
// and its events beside it.
func WriteThreadJSON(w io.Writer, t Thread) error {
	return writeValue(w, Object{{"schema", schemaVersion}, {"item", JSONRequest(t.Request, t.As, t.Now)},
		{"replies", append([]Object{}, listOf(t.Replies, JSONReply)...)}, {"events", append([]Object{}, listOf(t.Events, JSONEvent)...)}}, "  ")
}

// WriteThreadMarkdown writes the request for people. Addresses are defanged:
// no reader of Markdown makes a link of them.
func WriteThreadMarkdown(w io.Writer, t Thread, words *lang.Words) error {
	out := bufio.NewWriter(w)
	t.Request = t.Request.Project(t.As)
	r := t.Request
	out.WriteString("# " + markdownText(r.Ref+" – "+r.Subject) + "\n\n")
	t.facts(out, words)
	for _, text := range []string{r.LegalBasis, r.Reasons} {
		if text != "" {
			out.WriteString("\n" + markdownText(text) + "\n")
		}
	}
	t.contents(out, words)
	t.attachments(out, words)
	t.events(out, words)
	return out.Flush() // a bufio.Writer keeps its first error until here
}

func (t Thread) facts(out *bufio.Writer, words *lang.Words) {
	r, d := t.Request, words.Domain
	due := t.time(r.Due)
	if r.Overdue(t.Now) {
		due += " " + d.Overdue
	}
	for _, fact := range []struct {
		field schema.Field
		text  string
	}{
		{schema.FieldKind, d.Kinds[r.Kind]}, {schema.FieldRegime, d.Regimes[r.Regime]}, {schema.FieldService, r.Service},
		{schema.FieldAddressee, r.Addressee}, {schema.FieldLabel, string(r.Label)}, {schema.FieldState, d.States[r.State]},
		{schema.FieldTLP, d.TLP[r.TLP]}, {schema.FieldSent, t.time(r.Sent)}, {schema.FieldDue, due}, {schema.FieldExternalRef, r.ExternalRef},
	} {
		if strings.TrimSpace(fact.text) != "" && schema.Sees(t.As, schema.NounRequest, fact.field) {
			out.WriteString("- " + markdownText(words.Domain.Fields[fact.field]+words.Export.Colon+fact.text) + "\n")
		}
	}
}

func (t Thread) contents(out *bufio.Writer, words *lang.Words) {
	if len(t.Request.Contents) == 0 {
		return
	}
	p := words.Papers
	out.WriteString("\n## " + p.Contents + "\n\n")
	markdownRow(out, []string{p.Columns["n"], p.Address, p.Outcome, p.Observed})
	markdownRow(out, []string{"---", "---", "---", "---"})
	for _, c := range t.Request.Contents {
		markdownRow(out, each([]string{strconv.Itoa(c.N), words.Address(c.URL), words.Domain.Outcomes[c.Outcome], words.Domain.Observed[c.Observed]}, markdownText))
	}
}

func (t Thread) attachments(out *bufio.Writer, words *lang.Words) {
	if len(t.Request.Attachments) == 0 {
		return
	}
	out.WriteString("\n## " + words.Papers.Attachments + "\n\n")
	for _, a := range t.Request.Attachments {
		out.WriteString("- " + markdownText(a.Name) + ", " + strconv.Itoa(a.Size) + " " + words.Papers.Bytes + ", SHA-256 " + a.SHA256 + "\n")
	}
}

func (t Thread) events(out *bufio.Writer, words *lang.Words) {
	out.WriteString("\n## " + words.Papers.Thread + "\n\n")
	for _, e := range t.Events {
		line := t.time(e.At) + " · " + e.Actor + " · " + words.Domain.Done[e.Verb]
		if e.Internal {
			line += " " + words.Command.Internal
		}
		if e.Text != "" {
			line += words.Export.Colon + e.Text
		}
		out.WriteString("- " + markdownText(line) + "\n")
	}
}

// time is a time as people read it in the thread's zone, nothing for none.
func (t Thread) time(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(t.Zone).Format("2006-01-02 15:04")
}
