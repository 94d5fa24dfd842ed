package command

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// replyLine is a reply on one line of JSON.
type replyLine struct {
	Ref         string         `json:"ref"`
	Outcome     string         `json:"outcome"` // of all contents without an outcome of their own
	Territories []string       `json:"territories"`
	Contents    []contentReply `json:"contents"`
	Effective   string         `json:"effective"`
	Text        string         `json:"text"`
}

// contentReply is the outcome of one content.
type contentReply struct {
	N           int      `json:"n"`
	Outcome     string   `json:"outcome"`
	Territories []string `json:"territories"`
}

// addReplies gives the replies of JSON Lines on stdin, one to a line, and
// reports on each. A line names all that flags say of a single reply.
func addReplies(c *call) error {
	for _, flag := range []string{"outcome", "outcome-of", "content", "territories", "effective", "template", "if-rev"} {
		if c.given(flag) {
			return c.usage(lang.Fill(c.words.Command.InLines, "flag", "--"+flag))
		}
	}
	text, err := c.stdin()
	if err != nil {
		return err
	}
	var names []string
	lines := map[string]string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			name := "#" + strconv.Itoa(len(names)+1)
			names, lines[name] = append(names, name), line
		}
	}
	c.several = true
	done, err := each(c, names, func(ctx context.Context, name string) (schema.Reply, error) {
		return c.replyTo(saying(ctx, lines[name]), lines[name])
	})
	return finish(c, replyForm, c.words.Domain.Done[schema.VerbReply], done, err)
}

// replyTo gives the reply of one line.
func (c *call) replyTo(ctx context.Context, text string) (none schema.Reply, err error) {
	line, err := readReplyLine(text)
	if f := (*schema.Fault)(nil); err != nil && !errors.As(err, &f) {
		return none, c.notInJSON(c.words.Command.NotAReply, err)
	}
	if err != nil {
		return none, err
	}
	a := answer{outcome: line.Outcome, territories: upperAll(line.Territories), text: line.Text}
	for _, o := range line.Contents {
		a.single = append(a.single, numbered{o.N, o.Outcome, upperAll(o.Territories)})
	}
	if line.Effective != "" {
		if a.effective, err = c.past("effective", line.Effective); err != nil {
			return none, err
		}
	}
	r, err := c.s.Desk.Request(ctx, line.Ref)
	if errors.Is(err, schema.ErrNotFound) {
		return none, schema.NotFound(line.Ref) // as typed: nothing of what is hidden
	}
	if err != nil {
		return none, err
	}
	d, err := a.draft(r)
	if err != nil {
		return none, err
	}
	return c.s.Desk.Reply(ctx, r.ID, 0, d)
}

// readReplyLine reads one line. A field that replies have not, a reference or
// an outcome that is missing and a value of another type are *schema.Fault;
// other errors are those of encoding/json.
func readReplyLine(text string) (line replyLine, err error) {
	var fields struct {
		All      map[string]json.RawMessage
		Contents []map[string]json.RawMessage
	}
	if err := json.Unmarshal([]byte(text), &fields.All); err != nil {
		return line, ofType(err)
	}
	if err := only(fields.All, "", "ref", "outcome", "territories", "contents", "effective", "text"); err != nil {
		return line, err
	}
	if raw, ok := fields.All["contents"]; ok {
		if err := json.Unmarshal(raw, &fields.Contents); err != nil {
			return line, ofType(err)
		}
	}
	for _, content := range fields.Contents {
		if err := only(content, "contents.", "n", "outcome", "territories"); err != nil {
			return line, err
		}
	}
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		return line, ofType(err)
	}
	switch {
	case line.Ref == "":
		return line, schema.Invalid(schema.WhyEmpty, string(schema.FieldRef), "")
	case line.Outcome == "" && len(line.Contents) == 0:
		return line, schema.Invalid(schema.WhyEmpty, "outcome", "")
	}
	return line, nil
}

// only refuses the first field, by name, that is not among those known.
func only(fields map[string]json.RawMessage, under string, known ...string) error {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(known, name) {
			return schema.Invalid(schema.WhyUnknown, "json", under+name)
		}
	}
	return nil
}

// ofType makes a fault of what is JSON of another type.
func ofType(err error) error {
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) && other.Field != "" {
		return schema.Invalid(schema.WhyUnknown, "json", other.Field+": "+other.Value)
	}
	return err
}
