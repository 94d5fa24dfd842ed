package command

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// exportMeeting writes a document of the meeting to stdout, byte for byte as
// the screen and the file tree give it.
func exportMeeting(c *call) error {
	what, err := c.paperAsked()
	if err != nil {
		return err
	}
	format := export.Markdown
	if c.given("format") {
		format = export.Format(strings.ToLower(c.text("format")))
		if !slices.Contains(what.Formats(), format) {
			return c.badFlag("format", names(what.Formats()))
		}
		if err := c.fitsScreen(format); err != nil {
			return err
		}
	}
	asOf, err := c.day("as-of", c.textOr("as-of", "none"))
	if err != nil {
		return err
	}
	version, err := c.number("version", 1, 10_000)
	switch {
	case err != nil:
		return err
	case version > 0 && (what != export.DocumentPack || !asOf.IsZero()): // a frozen pack is of the day that it was frozen
		return c.badFlag("version", "--what pack")
	}
	return c.writePaper(what, format, asOf, version)
}

// writePaper writes a document of the meeting named, of which the beginning is
// on its way before all of it is read.
func (c *call) writePaper(what export.Document, format export.Format, asOf schema.Date, version int) error {
	ref := c.args[0]
	if _, err := c.s.Desk.Meeting(c.ctx, ref); err != nil {
		return c.noNext(ref, err)
	}
	var out io.Writer = c.out
	if version == 0 { // that there is such a version is known when it has been read
		var err error
		if out, err = export.Begin(c.out, what, format, c.s.Desk.Group().Name, c.words); err == nil {
			err = c.out.Flush()
		}
		if err != nil {
			return err
		}
	}
	if what == export.DocumentPack {
		pack, err := c.s.Desk.Pack(c.ctx, ref, asOf, version)
		if err != nil {
			return err
		}
		return export.WritePack(out, format, pack, c.words)
	}
	register, err := c.s.Desk.Register(c.ctx, ref, asOf)
	if err != nil {
		return err
	}
	return export.WriteDocument(out, what, format, register, c.words)
}

// paperAsked reads --what; the register of action items unless it says otherwise.
func (c *call) paperAsked() (export.Document, error) {
	if !c.given("what") {
		return export.DocumentActions, nil
	}
	what := export.Document(schema.Fold(c.text("what")))
	if len(what.Formats()) == 0 {
		return "", c.badFlag("what", names(export.AllDocuments))
	}
	return what, nil
}

// writeSchema writes the JSON Schema of a document's JSON.
func writeSchema(c *call) error {
	what, err := c.paperAsked()
	if err != nil {
		return err
	}
	return export.WriteSchema(c.out, what)
}

// freezeMeeting freezes the packs of a meeting.
func freezeMeeting(c *call) error {
	find := func(ctx context.Context, ref string) (schema.Meeting, error) {
		m, err := c.s.Desk.Meeting(ctx, ref)
		return m, c.noNext(ref, err)
	}
	version := 0
	err := changeEach(c, meetingForm, schema.VerbFreeze, c.args[:1], find, func(ctx context.Context, m schema.Meeting, rev int) (schema.Meeting, error) {
		p, err := c.s.Desk.Freeze(ctx, m.ID, rev)
		version = p.Version
		return m, err
	})
	if err == nil && version > 0 {
		c.say(lang.Fill(c.words.Pack.Frozenly, "n", strconv.Itoa(version)))
	}
	return err
}

// paperForms are the forms of lists that are documents.
var paperForms = []export.Format{export.ICS, export.XLSX, export.PDF}

// writeActionPapers writes a list of action items as a document of no meeting.
func writeActionPapers(c *call, items []schema.Action) error {
	g := c.s.Desk.Group()
	r := schema.Register{Group: g.Name, AsOf: schema.DateOf(c.s.Desk.Now(), c.groupZone()), Actions: items}
	if c.form.format == export.ICS {
		return export.Write(c.out, export.ICS, r, c.words)
	}
	r.TLP, r.Zone = schema.TLPAmber, g.Zone
	orgs, err := c.s.Desk.Organisations(c.ctx)
	if err != nil {
		return err
	}
	r.Owners = schema.OrganisationNames(orgs)
	return export.Write(c.out, c.form.format, r, c.words)
}

// writeCalendar writes the meetings of a list as events.
func writeCalendar(c *call, items []export.Object) error {
	meetings := make([]schema.Meeting, len(items))
	for i, o := range items {
		meetings[i].Ref = firstText(o)
	}
	meetings, err := wholeMeetings(c, meetings)
	if err != nil {
		return err
	}
	return export.WriteCalendar(c.out, c.s.Desk.Group().Name, meetings, c.words)
}

// writeSheet writes a list as a document of one table: for programs all that
// things have, on paper what a list shows to people. What is marked red is in no
// document; the highest marking that is left is that of the whole.
func writeSheet[T any](c *call, s shape[T], l export.List) error {
	g, columns := c.s.Desk.Group(), c.form.columns
	switch {
	case columns != nil:
	case c.form.format.Spreadsheet() || len(s.columns) == 0:
		columns = export.TableColumns(s.members(c))
	default:
		columns = s.columns
	}
	before := len(l.Items)
	l.Items = slices.DeleteFunc(slices.Clone(l.Items), func(o export.Object) bool { return o.Text("tlp") == string(schema.TLPRed) })
	if red := before - len(l.Items); red > 0 {
		c.say(c.words.Command.LeftRed.Of(red))
	}
	what := capital(c.words.Command.Nouns[c.noun])
	out := export.Sheet{Name: c.noun, Title: lang.Fill(c.words.Command.ListTitle, "what", what), Part: what, Group: g.Name, TLP: markingOf(l.Items),
		AsOf: schema.DateOf(c.s.Desk.Now(), c.groupZone()), Zone: c.zone, Columns: columns, Items: l.Items,
		Heading: func(name string) string { return capital(c.heading(name)) }, Facts: []string{lang.Fill(c.words.Command.ListZone, "zone", c.zone.String())},
		Cell: func(o export.Object, name string) string { return c.cell(o, name, s.words) }}
	if filter := strings.TrimSpace(c.text("view") + " " + c.text("query")); filter != "" {
		out.Facts = append(out.Facts, lang.Fill(c.words.Command.ListFilter, "filter", schema.VisibleLine(filter)))
	}
	if l.Next != "" {
		out.Facts = append(out.Facts, lang.Fill(c.words.Rolls.Of, "n", itoa(len(l.Items)), "total", itoa(l.Count)))
	}
	return export.WriteSheet(c.out, c.form.format, out, c.words)
}

// markingOf is the highest marking among things; amber where they have none.
func markingOf(items []export.Object) schema.TLP {
	var highest schema.TLP
	for _, o := range items {
		highest = schema.HighestTLP(highest, schema.TLP(o.Text("tlp")))
	}
	return cmp.Or(highest, schema.TLPAmber)
}

// capital is a text that begins with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
