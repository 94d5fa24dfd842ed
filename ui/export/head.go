package export

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"contactgroup/ui/lang"
)

// errBegunOtherwise: a document does not begin as Begin promised.
var errBegunOtherwise = errors.New("export: the document does not begin as it was begun")

// Begin writes what a meeting's document begins with whatever is in it: its
// title, the headings of its columns, the first entry of its archive. So whoever
// reads a pipe has the beginning while the register is still being read. The
// document is then to be written, whole, into the writer that is returned: that
// leaves out what stands already, and fails when the document begins otherwise.
func Begin(w io.Writer, d Document, f Format, group string, words *lang.Words) (io.Writer, error) {
	head, err := beginning(d, f, group, words)
	if err == nil {
		_, err = w.Write(head)
	}
	return &begun{w, head}, err
}

// begun is a document whose first bytes stand already.
type begun struct {
	io.Writer
	head []byte // of which the document has not written again yet
}

func (b *begun) Write(p []byte) (int, error) {
	n := min(len(b.head), len(p))
	if !bytes.Equal(b.head[:n], p[:n]) {
		return 0, errBegunOtherwise
	}
	b.head = b.head[n:]
	if n == len(p) {
		return n, nil
	}
	m, err := b.Writer.Write(p[n:])
	return n + m, err
}

// beginning is what Begin writes.
func beginning(d Document, f Format, group string, words *lang.Words) ([]byte, error) {
	var out bytes.Buffer
	var err error
	title := titled(titleOf(d, words), group)
	switch f {
	case Markdown:
		out.WriteString("# " + markdownText(title) + "\n\n")
	case JSON:
		fmt.Fprintf(&out, "{\n  \"schema\": %d,\n  \"group\": ", schemaVersion)
	case CSV, FrenchCSV:
		err = csvBeginning(&out, d, f == FrenchCSV)
	case ICS:
		calendar := bufio.NewWriter(&out)
		icsOpen(calendar)
		err = calendar.Flush()
	case HTML:
		err = bookTemplate.ExecuteTemplate(&out, "beginning", htmlBook{Lang: string(words.Code), Title: title})
	case ODS:
		err = odfBeginning(&out, odsType)
	case ODT:
		err = odfBeginning(&out, odtType)
	case XLSX:
		err = xlsxBeginning(&out)
	case PDF:
		out.WriteString(pdfBeginning)
	}
	return out.Bytes(), err
}

// titleOf is the title of a meeting's document, with a place for the group's name.
func titleOf(d Document, words *lang.Words) string {
	switch d {
	case DocumentAgenda:
		return words.Papers.Agenda
	case DocumentDecisions:
		return words.Papers.Decisions
	case DocumentPack:
		return words.Pack.Title
	}
	return words.Export.Title
}

// csvBeginning is the line of headings.
func csvBeginning(w io.Writer, d Document, french bool) error {
	out, head := csv.NewWriter(w), paperHeadings(d, french)
	out.UseCRLF = true
	if french {
		out.Comma = ';'
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// paperHeadings are those of a document as one table.
func paperHeadings(d Document, french bool) []string {
	switch d {
	case DocumentAgenda:
		return paperHead(agendaColumns, french)
	case DocumentDecisions:
		return paperHead(decisionColumns, french)
	case DocumentPack:
		return cellHeadings(french)
	}
	return registerHeadings(french)
}

// xlsxBeginning is how the first file of a workbook is announced; what it holds
// is known when all sheets are.
func xlsxBeginning(w io.Writer) error {
	out := zip.NewWriter(w)
	if _, err := out.CreateHeader(&zip.FileHeader{Name: "[Content_Types].xml", Method: zip.Deflate}); err != nil {
		return err
	}
	return out.Flush()
}
