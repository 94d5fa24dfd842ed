package command

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

const (
	bold  = "\x1b[1m"
	red   = "\x1b[31m"
	plain = "\x1b[0m"
)

// form is how the output is to be written.
type form struct {
	format  export.Format // empty: for people
	json    bool
	columns []string // nil: the usual ones
}

// checkForm finds the form asked for: at most one, and each of its columns known.
func (c *call) checkForm() error {
	for _, f := range slices.Concat(paperForms, export.ListFormats) {
		if !c.given(string(f)) || (f != export.JSON && !c.on(string(f))) {
			continue
		}
		if c.form.format != "" {
			return c.usage(lang.Fill(c.words.Command.OneForm, "flags", "--"+string(c.form.format)+", --"+string(f)))
		}
		c.form.format = f
	}
	if err := c.fitsScreen(c.form.format); err != nil {
		return err
	}
	c.form.json = c.form.format == export.JSON
	c.form.columns = c.parts("columns")
	if c.form.json && c.text("json") != switchedOn {
		c.form.columns = c.parts("json")
		if len(c.form.columns) == 0 {
			return c.badFlag("json", "--json=ref,state…")
		}
	}
	return nil
}

// members is an object with all members that things of the shape have.
func (s shape[T]) members(c *call) export.Object {
	if s.sample != nil {
		return s.sample(c)
	}
	var none T
	return s.object(c, none)
}

// columnsOf judges the columns asked for against the members that things of the shape have.
func columnsOf[T any](s shape[T]) func(*call) error {
	return func(c *call) error {
		names := s.members(c).Names()
		for _, name := range c.form.columns {
			if !slices.Contains(names, name) {
				return c.usage(lang.Fill(c.words.Command.UnknownColumn, "word", schema.VisibleLine(name), "columns", strings.Join(names, ", ")))
			}
		}
		return nil
	}
}

// objects writes the things of a page, with what the page left out if that is asked for.
func objects[T any](c *call, s shape[T], items []T) ([]export.Object, error) {
	if s.whole != nil && s.nested(c) {
		var err error
		if items, err = s.whole(c, items); err != nil {
			return nil, err
		}
	}
	out := make([]export.Object, 0, len(items))
	for _, item := range items {
		out = append(out, s.object(c, item))
	}
	return out, nil
}

// nested reports whether the output shows members that hold lists of things:
// all of them in JSON, else those asked for.
func (s shape[T]) nested(c *call) bool {
	if c.form.columns == nil {
		return c.form.json || c.form.format == export.JSONLines
	}
	plain := export.TableColumns(s.members(c))
	return slices.ContainsFunc(c.form.columns, func(name string) bool { return !slices.Contains(plain, name) })
}

func writeList[T any](c *call, s shape[T], l export.List) error {
	columns := c.form.columns
	switch c.form.format {
	case "":
		if columns == nil {
			columns = s.columns
		}
		c.writeTable(l.Items, columns, s.words)
		if len(l.Items) == 0 {
			c.say(c.emptiness())
		}
		return nil
	case export.CSV, export.TSV, export.Markdown:
		if columns == nil { // the heading stands above no rows too
			columns = export.TableColumns(s.members(c))
		}
	case export.XLSX, export.PDF:
		return writeSheet(c, s, l)
	}
	return l.Write(c.out, c.form.format, columns)
}

// emptiness says that nothing was found, and where more may be.
func (c *call) emptiness() string {
	if slices.Contains(c.verb.flags, "all") && !c.on("all") {
		return c.words.Command.Empty + " " + c.words.Command.TryAll
	}
	return c.words.Command.Empty
}

// show writes the things found; err is what finding them ended with.
func show[T any](c *call, s shape[T], found []T, err error) error {
	if len(found) == 0 && (err != nil || !c.several) {
		return err
	}
	if c.form.format != "" {
		if wrong := writeItems(c, s, found); wrong != nil {
			return wrong
		}
		return err
	}
	for i, item := range found {
		if i > 0 {
			c.line()
		}
		if wrong := describe(c, s, item); wrong != nil {
			return wrong
		}
	}
	return err
}

// writeItems writes one thing as an item, several as a list.
func writeItems[T any](c *call, s shape[T], items []T) error {
	if c.form.json && !c.several && len(items) == 1 {
		item := s.object(c, items[0])
		if c.form.columns != nil {
			item = item.Only(c.form.columns)
		}
		return export.WriteItem(c.out, item)
	}
	out := export.List{Count: len(items)}
	for _, item := range items {
		out.Items = append(out.Items, s.object(c, item))
	}
	return out.Write(c.out, c.form.format, c.form.columns)
}

// finish writes what became of a verb, did in the words of the log: the references of the things it was done
// to on stdout, a sentence for each on stderr. err is what the verb ended with.
func finish[T any](c *call, s shape[T], did string, done []T, err error) error {
	write := writeItems[T]
	if c.several && len(c.batch) > 0 {
		write = writeBatch[T]
	}
	if c.form.format != "" && (len(done) > 0 || c.several && len(c.batch) > 0) {
		if wrong := write(c, s, done); wrong != nil {
			return wrong
		}
	}
	for _, item := range done {
		if c.form.format == "" {
			c.line(s.ref(item))
		}
		text := lang.Fill(c.words.Command.Did, "ref", schema.VisibleLine(s.ref(item)), "done", did)
		if c.on("dry-run") {
			text += " " + c.words.Command.DryRun
		}
		c.say(text)
	}
	return err
}

// describe writes one thing for people: its members, save those that are absent, false or zero, then what else there is to tell.
func describe[T any](c *call, s shape[T], item T) error {
	object := s.object(c, item)
	columns := c.form.columns
	if columns == nil {
		columns = export.TableColumns(object)
	}
	var rows [][]string
	for _, name := range columns {
		if text := c.cell(object, name, s.words); text != "" && member(object, name) != 0 {
			rows = append(rows, []string{c.heading(name), text})
		}
	}
	c.align(rows, nil)
	if s.more == nil {
		return nil
	}
	more, err := s.more(c, item)
	for _, group := range more {
		if len(group) > 0 {
			c.line()
			c.align(group, nil)
		}
	}
	return err
}

// writeTable writes things in aligned columns under a heading; nothing is cut.
func (c *call) writeTable(items []export.Object, columns []string, words map[string]func(*lang.Words, string) string) {
	rows := [][]string{make([]string, len(columns))}
	for i, name := range columns {
		rows[0][i] = c.heading(name)
	}
	for _, item := range items {
		row := make([]string, len(columns))
		for i, name := range columns {
			row[i] = strings.ReplaceAll(c.cell(item, name, words), "\n", " ")
		}
		rows = append(rows, row)
	}
	c.align(rows, func(i int, line string) string {
		switch {
		case !c.s.Colour || strings.EqualFold(c.text("color"), "never"):
		case i == 0:
			return bold + line + plain
		case items[i-1].Text("overdue") == "true":
			return red + line + plain
		}
		return line
	})
}

// member is the value of that name, nil when there is none.
func member(o export.Object, name string) any {
	for _, m := range o {
		if _, list := m.Value.([]string); m.Name == name && !list {
			return m.Value
		}
	}
	return nil
}

func (c *call) heading(name string) string {
	for _, key := range []string{c.noun + " " + name, name} {
		if text := c.words.Command.Columns[key]; text != "" {
			return text
		}
	}
	if text := c.words.Domain.Fields[schema.Field(name)]; text != "" {
		return text
	}
	return name
}

// cell writes one member for people: codes by name, yes or nothing, times in the zone asked
// for, and a deadline that has passed with a word.
func (c *call) cell(o export.Object, name string, words map[string]func(*lang.Words, string) string) string {
	switch member(o, name) {
	case true:
		return c.words.Export.Yes
	case false:
		return ""
	}
	text := o.Text(name)
	if word, ok := words[name]; ok && text != "" {
		if named := word(c.words, text); named != "" {
			text = named
		}
	}
	if len(text) >= len("2015-05-05T09:00Z") && text[4] == '-' { // most texts are none, and cost an error each
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			text = at.In(c.shown).Format(time.RFC3339)
		}
	}
	if (name == "due_at" || name == "due") && o.Text("overdue") == "true" {
		text += " " + c.words.Domain.Overdue
	}
	return text
}

// line writes one line to stdout. A failed write is kept by out until it is flushed.
func (c *call) line(words ...string) {
	for i, w := range words {
		words[i] = schema.VisibleLine(w)
	}
	_, _ = c.out.WriteString(strings.Join(words, " ") + "\n")
}

// align writes rows in columns of equal width, two blanks apart; style may dress
// a finished line. The lines of a last cell that has several stand below each other.
func (c *call) align(rows [][]string, style func(i int, line string) string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:max(len(row)-1, 0)] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], runewidth.StringWidth(schema.VisibleLine(cell)))
		}
	}
	for i, row := range rows {
		var line strings.Builder
		before := 0
		for n, cell := range row {
			if n == len(row)-1 {
				line.WriteString(strings.ReplaceAll(schema.Visible(cell), "\n", "\n"+strings.Repeat(" ", before)))
				break
			}
			cell = schema.VisibleLine(cell)
			line.WriteString(cell + strings.Repeat(" ", widths[n]-runewidth.StringWidth(cell)+2))
			before += widths[n] + 2
		}
		text := strings.TrimRight(line.String(), " ")
		if style != nil {
			text = style(i, text)
		}
		_, _ = c.out.WriteString(text + "\n") // out keeps a failure until it is flushed
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// showReferred shows what the references of the command name, each as get finds it.
func showReferred[T any](c *call, s shape[T], get func(ctx context.Context, ref string) (T, error)) error {
	refs, err := c.references(c.args)
	if err != nil {
		return err
	}
	found, err := each(c, refs, get)
	return show(c, s, found, err)
}
