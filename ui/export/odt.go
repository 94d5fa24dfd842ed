package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writeODT writes the book as a text: headings, tables whose head stands again
// on each page, the marking and the page's number below.
func (b *book) writeODT(w io.Writer) error {
	return b.writeODF(w, odtType, []odfFile{{"content.xml", b.odtContent()}, {"styles.xml", b.odtStyles()}})
}

// odtAutomatic are the styles of tables; those of columns follow.
const odtAutomatic = `<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#e8ecf3" fo:padding="1mm" fo:border-bottom="0.3pt solid #c6ccd6"/></style:style>` +
	`<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:padding="1mm" fo:border-bottom="0.3pt solid #c6ccd6"/></style:style>` +
	`<style:style style:name="table" style:family="table"><style:table-properties style:width="174mm" table:align="margins" fo:margin-bottom="4mm"/></style:style>` +
	`<style:style style:name="row" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:style>`

func (b *book) odtContent() string {
	var styles, out strings.Builder
	for _, p := range b.parts {
		out.WriteString(`<text:h text:style-name="Heading_20_1" text:outline-level="1">` + xmlText(p.title) + `</text:h>`)
		if p.note != "" {
			out.WriteString(odfParagraphs(p.note, "Note"))
		}
		for _, bar := range p.chart {
			out.WriteString(odfParagraphs(b.barLine(bar), "Cell"))
		}
		for i, t := range p.paperTables() {
			b.odtTable(&styles, &out, t, p.name+strconv.Itoa(i))
		}
	}
	front := odfParagraphs(b.title, "Title")
	for _, fact := range b.facts {
		front += odfParagraphs(fact, "Fact")
	}
	front += odfParagraphs(b.marking(), "Marking")
	return xml.Header + `<office:document-content` + odfSpaces + `><office:automatic-styles>` + odtAutomatic + styles.String() +
		`</office:automatic-styles><office:body><office:text>` + front + out.String() + `</office:text></office:body></office:document-content>`
}

// barLine is a line of a chart in words.
func (b *book) barLine(x bar) string {
	t := b.words
	return x.name + t.Export.Colon + t.Pack.Median + " " + t.Time.Left(x.median) + ", " + t.Pack.P90 + " " + t.Time.Left(x.p90)
}

func (b *book) odtTable(styles, out *strings.Builder, t table, name string) {
	if t.title != "" {
		out.WriteString(`<text:h text:style-name="Heading_20_2" text:outline-level="2">` + xmlText(t.title) + `</text:h>`)
	}
	widths := b.odtWidths(t)
	out.WriteString(`<table:table table:name="` + name + `" table:style-name="table">`)
	for i := range t.columns {
		style := name + "." + columnName(i+1)
		styles.WriteString(`<style:style style:name="` + style + `" style:family="table-column"><style:table-column-properties style:column-width="` +
			strconv.Itoa(widths[i]) + `mm"/></style:style>`)
		out.WriteString(`<table:table-column table:style-name="` + style + `"/>`)
	}
	row := func(cells []string, cell, style string, shown func(field, string) string) {
		out.WriteString(`<table:table-row table:style-name="row">`)
		for i, text := range cells {
			s := style
			if t.columns[i].kind == numbers && odtNumber[style] != "" {
				s = odtNumber[style]
			}
			out.WriteString(`<table:table-cell table:style-name="` + cell + `" office:value-type="string">` + odfParagraphs(shown(t.columns[i], text), s) + `</table:table-cell>`)
		}
		out.WriteString(`</table:table-row>`)
	}
	out.WriteString(`<table:table-header-rows>`)
	row(t.headings(), "head", "Head", func(_ field, s string) string { return s })
	out.WriteString(`</table:table-header-rows>`)
	for i, cells := range t.rows {
		style := "Cell"
		if t.late[i] {
			style = "Late"
		}
		row(cells, "cell", style, b.shown)
	}
	if t.total != nil {
		row(t.total, "cell", "Head", b.shown)
	}
	out.WriteString(`</table:table>`)
}

// odtNumber are the styles of paragraphs in columns of numbers.
var odtNumber = map[string]string{"Cell": "Number", "Head": "HeadNumber"}

// Measures of a table in a text, in millimetres: the line, what a sign takes at
// most, and what stands beside the text of a cell.
const (
	odtLine = 174
	odtSign = 1.75
	odtSide = 3
)

// odtWidths are the widths of a table's columns: no word is broken where all
// words have room, and what is left is shared by weight.
func (b *book) odtWidths(t table) []int {
	least, shares, all, weights := make([]int, len(t.columns)), t.weights(), 0, 0
	for i, f := range t.columns {
		longest := longestWord(f.title)
		for _, row := range t.rows {
			longest = max(longest, longestWord(b.shown(f, row[i])))
		}
		least[i] = odtSide + int(min(float64(longest), 22)*odtSign)
		all, weights = all+least[i], weights+shares[i]
	}
	for i := range t.columns {
		if all > odtLine {
			least[i] = least[i] * odtLine / all
		} else {
			least[i] += (odtLine - all) * shares[i] / weights
		}
	}
	return least
}

// longestWord is the length of the longest word of a text, in signs.
func longestWord(s string) int {
	longest := 0
	for word := range strings.FieldsSeq(s) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// odtStyles are those of paragraphs, and the page.
func (b *book) odtStyles() string {
	style := func(name, shown, paragraph, text string) string {
		return `<style:style style:name="` + name + `" style:display-name="` + shown + `" style:family="paragraph"><style:paragraph-properties ` + paragraph +
			`/><style:text-properties ` + text + `/></style:style>`
	}
	return xml.Header + `<office:document-styles` + odfSpaces + `><office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Sans" fo:font-family="'Liberation Sans', Arial, sans-serif" fo:font-size="10pt" fo:language="` +
		b.language() + `" fo:country="` + map[string]string{"fr": "FR", "en": "GB"}[b.language()] + `"/></style:default-style>` +
		style("Title", "Title", `fo:margin-bottom="2mm"`, `fo:font-size="18pt" fo:font-weight="bold" fo:color="#122c5c"`) +
		style("Heading_20_1", "Heading 1", `fo:margin-top="6mm" fo:margin-bottom="2mm" fo:keep-with-next="always" fo:border-bottom="1pt solid #122c5c"`, `fo:font-size="13pt" fo:font-weight="bold" fo:color="#122c5c"`) +
		style("Heading_20_2", "Heading 2", `fo:margin-top="3mm" fo:margin-bottom="1mm" fo:keep-with-next="always"`, `fo:font-size="10.5pt" fo:font-weight="bold"`) +
		style("Fact", "Fact", `fo:margin-bottom="0.5mm"`, `fo:font-size="10.5pt"`) +
		style("Marking", "Marking", `fo:margin-top="2mm" fo:margin-bottom="4mm"`, `fo:font-weight="bold" fo:color="`+odtInk[string(b.tlp)]+`" fo:background-color="#000000"`) +
		style("Note", "Note", `fo:margin-bottom="2mm"`, `fo:color="#5f6875"`) +
		style("Head", "Head", `fo:margin-bottom="0mm"`, `fo:font-size="8pt" fo:font-weight="bold"`) +
		style("HeadNumber", "Head of numbers", `fo:margin-bottom="0mm" fo:text-align="end"`, `fo:font-size="8pt" fo:font-weight="bold"`) +
		style("Cell", "Cell", `fo:margin-bottom="0mm"`, `fo:font-size="8pt"`) +
		style("Number", "Number", `fo:margin-bottom="0mm" fo:text-align="end"`, `fo:font-size="8pt"`) +
		style("Late", "Late", `fo:margin-bottom="0mm"`, `fo:font-size="8pt" fo:color="#a81c1c"`) +
		`</office:styles><office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="18mm"/><style:footer-style/></style:page-layout></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="a4"><style:footer><text:p text:style-name="Note">` + xmlText(b.marking()) + ` – ` +
		odtPageOf(b.words.Pack.PageOf) + `</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`
}

// odtInk are the colours of the marking, on black.
var odtInk = map[string]string{"": "#ffffff", "clear": "#ffffff", "green": "#33ff00", "amber": "#ffc000", "amber+strict": "#ffc000", "red": "#ff2b2b"}

// odtPageOf puts the fields of pages into the words around them.
func odtPageOf(words string) string {
	return strings.NewReplacer("{n}", `<text:page-number text:select-page="current">1</text:page-number>`, "{of}", `<text:page-count>1</text:page-count>`).Replace(xmlText(words))
}
