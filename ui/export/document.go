package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Document names what a document of a meeting tells, as in a file's name.
type Document string

const (
	DocumentActions   Document = "actions"   // the register of action items
	DocumentAgenda    Document = "agenda"    // ordre du jour
	DocumentDecisions Document = "decisions" // relevé de décisions
	DocumentPack      Document = "pack"      // dossier de réunion: see WritePack
)

// Documents lists the documents of a meeting that a register is enough for.
var Documents = []Document{DocumentActions, DocumentAgenda, DocumentDecisions}

// AllDocuments lists all documents of a meeting.
var AllDocuments = append(slices.Clip(Documents), DocumentPack)

// formats lists the formats in which each document can be written.
var formats = map[Document][]Format{
	DocumentActions:   Formats,
	DocumentAgenda:    Formats,
	DocumentDecisions: Formats,
	DocumentPack:      Formats,
}

// Formats lists the formats in which the document can be written; none for an unknown one.
func (d Document) Formats() []Format { return formats[d] }

// WriteDocument writes a document of the meeting that r is about. Words are as
// for Write. Its errors are those of w, and one for what is none of Documents
// or none of its formats.
func WriteDocument(w io.Writer, d Document, f Format, r schema.Register, words *lang.Words) error {
	if !slices.Contains(Documents, d) || !slices.Contains(d.Formats(), f) {
		return fmt.Errorf("export: unknown document %q or format %q", d, f)
	}
	switch d {
	case DocumentAgenda:
		return writePaper(w, f, agendaOf(r, words))
	case DocumentDecisions:
		return writePaper(w, f, decisionsOf(r, words))
	}
	return Write(w, f, r, words)
}

// paper is a numbered list of a meeting, ready to be written in any format.
type paper struct {
	name     string // as machines call it
	register schema.Register
	words    *lang.Words
	title    string
	columns  []string   // English names; their headings are in words
	codes    [][]string // rows as machines read them
	texts    [][]string // the same as people read them
	items    []Object
	versions bool // those of the minutes follow, where the format has a place for them
}

var (
	agendaColumns   = []string{"n", "title", "rapporteur", "minutes", "links"}
	decisionColumns = []string{"n", "text"}
)

func agendaOf(r schema.Register, words *lang.Words) paper {
	p := paper{name: "agenda", register: r, words: words, title: words.Papers.Agenda, columns: agendaColumns}
	for _, point := range r.Meeting.Agenda {
		minutes := ""
		if point.Minutes > 0 {
			minutes = strconv.Itoa(point.Minutes)
		}
		n, links := strconv.Itoa(point.N), strings.Join(point.Links, " ")
		p.codes = append(p.codes, []string{n, point.Title, point.Rapporteur, minutes, links})
		p.texts = append(p.texts, []string{n, point.Title, ownerName(r, point.Rapporteur), minutes, links})
	}
	p.items = jsonAgenda(r.Meeting)
	return p
}

func decisionsOf(r schema.Register, words *lang.Words) paper {
	p := paper{name: "decisions", register: r, words: words, title: words.Papers.Decisions, columns: decisionColumns}
	for _, d := range r.Meeting.Decisions {
		row := []string{strconv.Itoa(d.N), d.Text}
		p.codes, p.texts = append(p.codes, row), append(p.texts, row)
	}
	p.items, p.versions = jsonDecisions(r.Meeting), true
	return p
}

func writePaper(w io.Writer, f Format, p paper) error {
	switch f {
	case Markdown:
		return p.markdown(w)
	case CSV:
		return p.csv(w, ',', paperHead(p.columns, false), p.codes, string(p.register.TLP))
	case FrenchCSV:
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
		return p.csv(w, ';', paperHead(p.columns, true), p.texts, lang.French.Domain.TLP[p.register.TLP])
	case JSON:
		return writeValue(w, p.object(), "  ")
	case ICS:
		return writeMeetingICS(w, p.register, p.words)
	}
	return paperBook(p).write(w, f)
}

// object is the paper as JSON, in codes.
func (p paper) object() Object {
	m := p.register.Meeting
	out := Object{{"schema", schemaVersion}, {"group", word(p.register.Group)}, {"meeting", word(m.Ref)}, {"title", word(m.Title)},
		{"starts_at", instant(m.Starts)}, {"place", word(m.Place)}, {"state", word(m.State)}, {"as_of", day(p.register.AsOf)},
		{"tlp", word(p.register.TLP)}, {"items", p.items}, {"next", nil}, {"count", len(p.items)}}
	if p.versions {
		out = append(out, Member{"versions", jsonVersions(m)})
	}
	return out
}

// paperHead are the headings of a paper's columns, and of those after them.
func paperHead(columns []string, french bool) []string {
	head := append(slices.Clone(columns), "meeting", "as_of", "tlp")
	if !french {
		return head
	}
	for i, name := range head {
		if head[i] = lang.French.Export.Columns[name]; i < len(columns) {
			head[i] = lang.French.Papers.Columns[name]
		}
	}
	return head
}

// csv writes the rows, each with the meeting, the day and the marking after it.
func (p paper) csv(w io.Writer, comma rune, head []string, rows [][]string, tlp string) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	if err := out.Write(head); err != nil {
		return err
	}
	for _, row := range rows {
		row = append(slices.Clone(row), p.register.Meeting.Ref, p.register.AsOf.String(), tlp)
		if err := out.Write(each(row, csvCell)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (p paper) markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	r, t := p.register, p.words
	meeting := r.Meeting.Ref
	if r.Meeting.Title != "" {
		meeting += " – " + r.Meeting.Title
	}
	out.WriteString("# " + markdownText(titled(p.title, r.Group)) + "\n\n")
	out.WriteString(markdownText(lang.Fill(t.Export.Meeting, "meeting", meeting)) + "  \n")
	if !r.Meeting.Starts.IsZero() {
		out.WriteString(markdownText(placeAndTime(r, t)) + "  \n")
	}
	out.WriteString(lang.Fill(t.Export.AsOf, "date", r.AsOf.String()) + "  \n" + t.Domain.TLP[r.TLP] + "\n\n")
	if len(p.texts) == 0 {
		out.WriteString(t.Papers.Nothing + "\n")
		p.markdownVersions(out)
		return out.Flush()
	}
	var head []string
	for _, name := range p.columns {
		head = append(head, t.Papers.Columns[name])
	}
	markdownRow(out, head)
	markdownRow(out, slices.Repeat([]string{"---"}, len(head)))
	for _, row := range p.texts {
		markdownRow(out, each(row, markdownText))
	}
	p.markdownVersions(out)
	return out.Flush() // a bufio.Writer keeps its first error until here
}

// placeAndTime is when and where the group meets, in its own zone.
func placeAndTime(r schema.Register, words *lang.Words) string {
	text := words.Time.StartsOn(r.Meeting.Starts, schema.Zone(r.Zone))
	if r.Meeting.Place != "" {
		text += " · " + r.Meeting.Place
	}
	return text
}
