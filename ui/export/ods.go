package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"
)

// writeODS writes one sheet per part, and one that tells what the document is.
func (b *book) writeODS(w io.Writer) error {
	parts := append(b.parts, b.aboutPart())
	return b.writeODF(w, odsType, []odfFile{{"content.xml", b.odsContent(parts)}, {"styles.xml", b.odsStyles(parts)}, {"settings.xml", odsSettings(parts)}})
}

// odsPad is the white beside what stands in a cell.
const odsPad = `fo:padding-left="1mm" fo:padding-right="1mm"`

// odsAutomatic begins the styles of cells; those of columns and of sheets follow.
// A number leaves room before the text that stands at its right.
var odsAutomatic = `<office:automatic-styles>` +
	`<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>` +
	odsStyle("head", ``, `fo:background-color="#e3e8ef" fo:wrap-option="wrap" `+odsPad, `start`, ` fo:font-weight="bold"`) +
	odsStyle("headNo", ``, `fo:background-color="#e3e8ef" fo:wrap-option="wrap" `+odsNoPad, `end`, ` fo:font-weight="bold"`) +
	odsStyle("words", ``, `fo:wrap-option="wrap" `+odsPad, `start`, ``) +
	odsStyle("no", ``, odsNoPad, `end`, ``) +
	odsStyle("date", ` style:data-style-name="day"`, odsPad, `start`, ``) +
	odsStyle("total", ``, odsPad, `start`, ` fo:font-weight="bold"`) +
	odsStyle("totalNo", ``, odsNoPad, `end`, ` fo:font-weight="bold"`)

const odsNoPad = `fo:padding-left="1mm" fo:padding-right="3mm"`

// odsStyle is a style of cells.
func odsStyle(name, data, cell, align, text string) string {
	return `<style:style style:name="` + name + `" style:family="table-cell"` + data + `><style:table-cell-properties style:vertical-align="top" style:text-align-source="fix" ` + cell +
		`/><style:paragraph-properties fo:text-align="` + align + `"/><style:text-properties` + text + `/></style:style>`
}

// odsPages are the styles of a sheet that is printed on so many pages side by
// side: of the sheet, of its pages, and how they are laid out.
func odsPages(wide int) (sheet, pages, layout string) {
	n := strconv.Itoa(wide)
	return "page" + n, "Pages" + n, "a4x" + n
}

func (b *book) odsContent(parts []part) string {
	var out, sheets, filters strings.Builder
	widths, pages := map[int]bool{}, map[int]bool{}
	out.WriteString(xml.Header + `<office:document-content` + odfSpaces + `>` + odsAutomatic)
	for _, p := range parts {
		name := xmlText(sheetName(p.title))
		wide := pagesWide(p.sheet)
		style, master, _ := odsPages(wide)
		if !pages[wide] {
			pages[wide] = true
			out.WriteString(`<style:style style:name="` + style + `" style:family="table" style:master-page-name="` + master + `"><style:table-properties table:display="true"/></style:style>`)
		}
		sheets.WriteString(`<table:table table:name="` + name + `" table:style-name="` + style + `">`)
		for i, f := range p.sheet.columns {
			width := int(columnWidth(f, p.sheet.rows, i))
			if !widths[width] {
				widths[width] = true
				out.WriteString(`<style:style style:name="w` + strconv.Itoa(width) + `" style:family="table-column"><style:table-column-properties style:column-width="` +
					strconv.Itoa(width*2+4) + `mm"/></style:style>`)
			}
			column := `<table:table-column table:style-name="w` + strconv.Itoa(width) + `"/>`
			if i == 0 { // stands again on each page
				column = `<table:table-header-columns>` + column + `</table:table-header-columns>`
			}
			sheets.WriteString(column)
		}
		b.odsRows(&sheets, p.sheet)
		sheets.WriteString(`</table:table>`)
		filters.WriteString(`<table:database-range table:name="` + p.name + `" table:target-range-address="'` + name + `'.A1:'` + name + `'.` +
			columnName(len(p.sheet.columns)) + strconv.Itoa(len(p.sheet.rows)+1) + `" table:display-filter-buttons="true"/>`)
	}
	out.WriteString(`</office:automatic-styles><office:body><office:spreadsheet>` + sheets.String() + `<table:database-ranges>` + filters.String() +
		`</table:database-ranges></office:spreadsheet></office:body></office:document-content>`)
	return out.String()
}

func (b *book) odsRows(out *strings.Builder, t table) {
	out.WriteString(`<table:table-header-rows><table:table-row>`)
	for _, f := range t.columns {
		out.WriteString(`<table:table-cell table:style-name="` + odsNumbered("head", f) + `" office:value-type="string">` + odfParagraphs(f.title, "") + `</table:table-cell>`)
	}
	out.WriteString(`</table:table-row></table:table-header-rows>`)
	for i, row := range t.all() {
		out.WriteString(`<table:table-row>`)
		for j, cell := range row {
			style := ""
			if i == len(t.rows) {
				style = odsNumbered("total", t.columns[j])
			}
			out.WriteString(odsCell(t.columns[j], cell, style))
		}
		out.WriteString(`</table:table-row>`)
	}
}

// odsNumbered is the style of a column's cell: numbers stand at the right.
func odsNumbered(style string, f field) string {
	if f.kind == numbers {
		return style + "No"
	}
	return style
}

// odsCell is a cell in its own type; a text is one whatever it begins with.
func odsCell(f field, cell, style string) string {
	if cell == "" {
		return `<table:table-cell/>`
	}
	attributes := func(of string) string {
		if style != "" {
			of = style
		}
		return `<table:table-cell table:style-name="` + of + `" office:value-type=`
	}
	switch f.kind {
	case days:
		if _, err := time.Parse(time.DateOnly, cell); err == nil {
			return attributes("date") + `"date" office:date-value="` + cell + `"><text:p>` + cell + `</text:p></table:table-cell>`
		}
	case numbers:
		if _, err := strconv.Atoi(cell); err == nil {
			return attributes("no") + `"float" office:value="` + cell + `"><text:p>` + cell + `</text:p></table:table-cell>`
		}
	}
	return attributes("words") + `"string">` + odfParagraphs(cell, "") + `</table:table-cell>`
}

// columnName is how spreadsheets call their n-th column, up to the 702nd.
func columnName(n int) string {
	if n > 26 {
		return string(rune('A'+(n-1)/26-1)) + string(rune('A'+(n-1)%26))
	}
	return string(rune('A' + n - 1))
}

// odsStyles are the pages: A4, with the marking and their number. What is too
// wide to be read on one goes on side by side.
func (b *book) odsStyles(parts []part) string {
	marking := xmlText(b.marking())
	var layouts, masters strings.Builder
	done := map[int]bool{}
	for _, p := range parts {
		wide := pagesWide(p.sheet)
		if done[wide] {
			continue
		}
		done[wide] = true
		_, pages, layout := odsPages(wide)
		layouts.WriteString(`<style:page-layout style:name="` + layout + `"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm"` +
			` style:print-orientation="landscape" fo:margin="12mm" style:first-page-number="continue" style:scale-to-X="` + strconv.Itoa(wide) + `" style:scale-to-Y="0"/>` +
			`<style:header-style><style:header-footer-properties fo:min-height="7mm" fo:margin-bottom="2mm"/></style:header-style>` + // without these LibreOffice prints neither
			`<style:footer-style><style:header-footer-properties fo:min-height="7mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>`)
		masters.WriteString(`<style:master-page style:name="` + pages + `" style:page-layout-name="` + layout + `"><style:header><text:p>` + marking + `</text:p></style:header><style:footer><text:p>` +
			marking + ` – <text:page-number>1</text:page-number>/<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>`)
	}
	return xml.Header + `<office:document-styles` + odfSpaces + `><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="` +
		b.language() + `"/></style:default-style></office:styles><office:automatic-styles>` + layouts.String() + `</office:automatic-styles><office:master-styles>` + masters.String() +
		`</office:master-styles></office:document-styles>`
}

// odsSettings freeze the heading of each sheet.
func odsSettings(parts []part) string {
	item := func(name, kind, value string) string {
		return `<config:config-item config:name="` + name + `" config:type="` + kind + `">` + value + `</config:config-item>`
	}
	var out strings.Builder
	out.WriteString(xml.Header + `<office:document-settings` + odfSpaces + `><office:settings><config:config-item-set config:name="ooo:view-settings">` +
		`<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>` + item("ViewId", "string", "view1") +
		`<config:config-item-map-named config:name="Tables">`)
	for _, p := range parts {
		out.WriteString(`<config:config-item-map-entry config:name="` + xmlText(sheetName(p.title)) + `">` + item("VerticalSplitMode", "short", "2") +
			item("VerticalSplitPosition", "int", "1") + item("ActiveSplitRange", "short", "2") + item("PositionBottom", "int", "1") + `</config:config-item-map-entry>`)
	}
	out.WriteString(`</config:config-item-map-named>` + item("ActiveTable", "string", xmlText(sheetName(parts[0].title))) +
		`</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`)
	return out.String()
}
