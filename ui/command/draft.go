package command

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// draftField puts the text of one JSON field in its place.
type draftField struct {
	set string // of schema.ParseCode; empty: free text
	put func(d *schema.RequestDraft, value string)
}

var draftFields = map[string]draftField{
	"kind":         {"kind", func(d *schema.RequestDraft, v string) { d.Kind = schema.Kind(v) }},
	"regime":       {"regime", func(d *schema.RequestDraft, v string) { d.Regime = schema.Regime(v) }},
	"legal_basis":  {"", func(d *schema.RequestDraft, v string) { d.LegalBasis = v }},
	"subject":      {"", func(d *schema.RequestDraft, v string) { d.Subject = v }},
	"reasons":      {"", func(d *schema.RequestDraft, v string) { d.Reasons = v }},
	"service":      {"", func(d *schema.RequestDraft, v string) { d.Service = v }},
	"addressee":    {"", func(d *schema.RequestDraft, v string) { d.Addressee = strings.ToLower(v) }},
	"label":        {"label", func(d *schema.RequestDraft, v string) { d.Label = schema.Label(v) }},
	"tlp":          {"tlp", func(d *schema.RequestDraft, v string) { d.TLP = schema.TLP(v) }},
	"credibility":  {"", func(d *schema.RequestDraft, v string) { d.Credibility = v }},
	"external_ref": {"", func(d *schema.RequestDraft, v string) { d.ExternalRef = v }},
	"case":         {"", func(d *schema.RequestDraft, v string) { d.Case = v }},
}

// Members of a request shown that the register itself sets. They are read over,
// so that a request shown can be the model of a new one.
var setByRegister, setOnContents = func() (of, onContents []string) {
	shown := export.JSONRequest(schema.Request{Kind: schema.KindWithdrawal, Contents: []schema.Content{{}}}, schema.ReaderAuthority, time.Time{})
	for _, m := range shown {
		if contents, ok := m.Value.([]export.Object); ok && m.Name == "contents" {
			onContents = contents[0].Names()
		} else if _, ok := draftFields[m.Name]; !ok {
			of = append(of, m.Name)
		}
	}
	return of, onContents
}()

// readDraft lays the request in JSON on stdin over d: its fields, or those of
// the item of an answer of "request show --json". A request that names no regime has its kind's usual one.
func (c *call) readDraft(d *schema.RequestDraft) error {
	text, err := c.stdin()
	if err != nil {
		return err
	}
	return c.layOver(d, text)
}

// layOver lays a request in JSON over d.
func (c *call) layOver(d *schema.RequestDraft, text string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &fields); err != nil || fields == nil {
		return c.notJSON(err)
	}
	if item, ok := fields["item"]; ok && fields["schema"] != nil {
		fields = nil
		if err := json.Unmarshal(item, &fields); err != nil || fields == nil {
			return c.notJSON(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if err := c.putField(d, name, fields[name]); err != nil {
			return err
		}
	}
	if d.Regime == "" {
		d.Regime = d.Kind.Regime()
	}
	return nil
}

// jsonLines are the requests of a text that has one on each of several lines,
// by the name that a batch calls them: #1, #2…; nil for a text that is one request.
func jsonLines(text string) (names []string, requests map[string]string) {
	requests = map[string]string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !strings.HasPrefix(line, "{") || len(names) == 0 && !json.Valid([]byte(line)) {
			return nil, nil
		}
		name := "#" + strconv.Itoa(len(names)+1)
		names, requests[name] = append(names, name), line
	}
	if len(names) < 2 {
		return nil, nil
	}
	return names, requests
}

// notJSON refuses what is no request, with the place where JSON ended to be one.
func (c *call) notJSON(err error) error { return c.notInJSON(c.words.Command.NotJSON, err) }

// notInJSON is notJSON in other words.
func (c *call) notInJSON(text string, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		text += lang.Fill(c.words.Fault.Place, "place", strconv.FormatInt(syntax.Offset, 10))
	}
	return &refusal{exitInvalid, text}
}

func (c *call) putField(d *schema.RequestDraft, name string, raw json.RawMessage) error {
	if name == "contents" {
		return c.putContents(d, raw)
	}
	f, ok := draftFields[name]
	switch {
	case slices.Contains(setByRegister, name):
		return nil
	case !ok:
		return schema.Invalid(schema.WhyUnknown, "json", name)
	}
	v, err := textOf(name, raw)
	if err != nil {
		return err
	}
	if f.set != "" && v != "" {
		code, ok := schema.ParseCode(f.set, v)
		if regime, known := schema.ParseRegime(v); f.set == "regime" {
			code, ok = string(regime), known // the group may have added it
		}
		if !ok {
			return schema.Invalid(schema.WhyUnknown, name, v)
		}
		v = code
	}
	f.put(d, v)
	return nil
}

// textOf reads a JSON text; null is empty.
func textOf(name string, raw json.RawMessage) (string, error) {
	var v *string
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", schema.Invalid(schema.WhyUnknown, name, string(raw[:min(len(raw), 40)]))
	}
	if v == nil {
		return "", nil
	}
	return *v, nil
}

func (c *call) putContents(d *schema.RequestDraft, raw json.RawMessage) error {
	var contents []map[string]json.RawMessage
	if err := json.Unmarshal(raw, &contents); err != nil {
		return c.notJSON(err)
	}
	d.Contents = nil
	for _, fields := range contents {
		var content schema.Content
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if err := putContent(&content, name, fields[name]); err != nil {
				return err
			}
		}
		d.Contents = append(d.Contents, content)
	}
	return nil
}

func putContent(content *schema.Content, name string, raw json.RawMessage) (err error) {
	switch name {
	case "url":
		content.URL, err = textOf("contents.url", raw)
	case "hash":
		content.Hash, err = textOf("contents.hash", raw)
	case "type":
		v, err := textOf("contents.type", raw)
		code, ok := schema.ParseCode("type", v)
		if err == nil && !ok && v != "" {
			err = schema.Invalid(schema.WhyUnknown, "contents.type", v)
		}
		content.Type = schema.ContentType(code)
		return err
	default:
		if !slices.Contains(setOnContents, name) {
			return schema.Invalid(schema.WhyUnknown, "json", "contents."+name)
		}
	}
	return err
}
