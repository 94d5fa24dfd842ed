package export

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"
)

// xmp is what the document is, as archives and reading programs look for it:
// its title with its language, its marking and the day it is as of.
func (b *book) xmp() []byte {
	made := b.asOf.Start(time.UTC).Format(time.RFC3339)
	return []byte(`<?xpacket begin="` + byteOrderMark + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` +
		`<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + xmlText(b.title) + `</rdf:li><rdf:li xml:lang="` + b.language() + `">` + xmlText(b.title) +
		`</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>` + b.language() + `</rdf:li></rdf:Bag></dc:language>` +
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + xmlText(b.marking()) + `</rdf:li></rdf:Alt></dc:description>` +
		`<xmp:CreateDate>` + made + `</xmp:CreateDate><xmp:ModifyDate>` + made + `</xmp:ModifyDate><xmp:CreatorTool>contactgroup</xmp:CreatorTool><pdf:Producer>contactgroup</pdf:Producer>` +
		`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`)
}

// What fpdf ends a file with: the catalogue is its last object, then stands
// where the table of objects begins.
var (
	pdfCatalog = []byte("/Type /Catalog\n")
	pdfTableAt = []byte("\nstartxref\n")
	pdfEnd     = []byte("\n%%EOF")
)

// shownTitle has programs name their window after the document's title, in
// place of its file: fpdf knows no preferences of readers. They are of a later
// edition of the format than the letters need.
const shownTitle = "/Version /1.4\n/ViewerPreferences <</DisplayDocTitle true>>\n"

var errOtherPDF = errors.New("export: the file for print does not end as fpdf ends it")

// withTitle writes a file of fpdf's with its title shown.
func withTitle(w io.Writer, file []byte) error {
	catalog, table := bytes.LastIndex(file, pdfCatalog), bytes.LastIndex(file, pdfTableAt)
	if catalog < 0 || table < catalog {
		return errOtherPDF
	}
	catalog, table = catalog+len(pdfCatalog), table+len(pdfTableAt)
	number, _, ended := bytes.Cut(file[table:], pdfEnd)
	at, err := strconv.Atoi(string(number))
	if err != nil || !ended || at < catalog {
		return errOtherPDF
	}
	for _, part := range [][]byte{file[:catalog], []byte(shownTitle), file[catalog:table], []byte(strconv.Itoa(at + len(shownTitle))), pdfEnd, []byte("\n")} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
