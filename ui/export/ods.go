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
	return b.writeODF(w, odsType, []odfFile{{"content.xml", b.odsContent(parts)}, {"styles.xml", b.odsStyles()}, {"settings.xml", odsSettings(parts)}})
}

// odsAutomatic begins the styles of cells; those of columns follow.
const odsAutomatic = `<office:automatic-styles>` +
	`<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>` +
	`<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#e3e8ef" fo:wrap-option="wrap" style:vertical-align="top" fo:padding-left="1mm" fo:padding-right="1mm"/><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="words" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:padding-left="1mm" fo:padding-right="1mm"/></style:style>` +
	`<style:style style:name="date" style:family="table-cell" style:data-style-name="day"><style:table-cell-properties style:vertical-align="top" style:text-align-source="fix" fo:padding-left="1mm" fo:padding-right="1mm"/><style:paragraph-properties fo:text-align="start"/></style:style>` +
	`<style:style style:name="total" style:family="table-cell"><style:table-cell-properties fo:padding-left="1mm" fo:padding-right="1mm"/><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="page" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>`

func (b *book) odsContent(parts []part) string {
	var out, sheets, filters strings.Builder
	widths := map[int]bool{}
	out.WriteString(xml.Header + `<office:document-content` + odfSpaces + `>` + odsAutomatic)
	for _, p := range parts {
		name := xmlText(sheetName(p.title))
		sheets.WriteString(`<table:table table:name="` + name + `" table:style-name="page">`)
		for i, f := range p.sheet.columns {
			width := int(columnWidth(f, p.sheet.rows, i))
			if !widths[width] {
				widths[width] = true
				out.WriteString(`<style:style style:name="w` + strconv.Itoa(width) + `" style:family="table-column"><style:table-column-properties style:column-width="` +
					strconv.Itoa(width*2+4) + `mm"/></style:style>`)
			}
			sheets.WriteString(`<table:table-column table:style-name="w` + strconv.Itoa(width) + `"/>`)
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
	for _, title := range t.headings() {
		out.WriteString(`<table:table-cell table:style-name="head" office:value-type="string">` + odfParagraphs(title, "") + `</table:table-cell>`)
	}
	out.WriteString(`</table:table-row></table:table-header-rows>`)
	for i, row := range t.all() {
		out.WriteString(`<table:table-row>`)
		for j, cell := range row {
			style := ""
			if i == len(t.rows) {
				style = "total"
			}
			out.WriteString(odsCell(t.columns[j], cell, style))
		}
		out.WriteString(`</table:table-row>`)
	}
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
			return attributes("words") + `"float" office:value="` + cell + `"><text:p>` + cell + `</text:p></table:table-cell>`
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

// odsStyles are the pages: A4, with the marking and their number.
func (b *book) odsStyles() string {
	marking := xmlText(b.marking())
	return xml.Header + `<office:document-styles` + odfSpaces + `><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="` +
		b.language() + `"/></style:default-style></office:styles><office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm"` +
		` style:print-orientation="landscape" fo:margin="12mm" style:scale-to-X="1" style:scale-to-Y="0"/>` +
		`<style:header-style><style:header-footer-properties fo:min-height="7mm" fo:margin-bottom="2mm"/></style:header-style>` + // without these LibreOffice prints neither
		`<style:footer-style><style:header-footer-properties fo:min-height="7mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles>` +
		`<style:master-page style:name="Default" style:page-layout-name="a4"><style:header><text:p>` + marking + `</text:p></style:header><style:footer><text:p>` + marking +
		` – <text:page-number>1</text:page-number>/<text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`
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
