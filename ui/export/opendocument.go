package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"hash/crc32"
	"io"
	"strconv"
	"strings"
	"time"
)

// Media types of OpenDocument, as the first file of each archive says them.
const (
	odsType = "application/vnd.oasis.opendocument.spreadsheet"
	odtType = "application/vnd.oasis.opendocument.text"
)

// odfSpaces are the namespaces that the files of an OpenDocument archive use.
const odfSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"` +
	` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3"`

// odfFile is one file of an archive.
type odfFile struct{ name, body string }

// writeODF writes an archive: its type first and uncompressed, as readers look
// for it there, then its files and the list of them. Nothing in it has a time
// but what its files say.
func (b *book) writeODF(w io.Writer, media string, files []odfFile) error {
	out := zip.NewWriter(w)
	if err := odfType(out, media); err != nil {
		return err
	}
	add := func(name, body string) error {
		f, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(f, body)
		}
		return err
	}
	files = append(files, odfFile{"meta.xml", b.odfMeta()})
	var list strings.Builder
	list.WriteString(xml.Header + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + media + `"/>`)
	for _, f := range files {
		list.WriteString(`<manifest:file-entry manifest:full-path="` + f.name + `" manifest:media-type="text/xml"/>`)
		if err := add(f.name, f.body); err != nil {
			return err
		}
	}
	list.WriteString(`</manifest:manifest>`)
	if err := add("META-INF/manifest.xml", list.String()); err != nil {
		return err
	}
	return out.Close()
}

// odfType writes an archive's first file, its type: with nothing between its
// name and itself, and nothing after it.
func odfType(out *zip.Writer, media string) error {
	size := uint64(len(media))
	f, err := out.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(media)), CompressedSize64: size, UncompressedSize64: size})
	if err == nil {
		_, err = io.WriteString(f, media)
	}
	return err
}

// odfBeginning is an archive's first file alone.
func odfBeginning(w io.Writer, media string) error {
	out := zip.NewWriter(w)
	if err := odfType(out, media); err != nil {
		return err
	}
	return out.Flush()
}

func (b *book) odfMeta() string {
	made := b.asOf.Start(time.UTC).Format("2006-01-02T15:04:05")
	return xml.Header + `<office:document-meta` + odfSpaces + `><office:meta><meta:generator>contactgroup</meta:generator><dc:title>` + xmlText(b.title) +
		`</dc:title><dc:subject>` + xmlText(b.marking()) + `</dc:subject><dc:language>` + b.language() + `</dc:language><meta:creation-date>` + made +
		`</meta:creation-date><dc:date>` + made + `</dc:date></office:meta></office:document-meta>`
}

// xmlText is a text as it stands between tags or in an attribute.
func xmlText(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(plain(s))) // a bytes.Buffer takes all
	return b.String()
}

// odfParagraphs is a text as paragraphs, one a line, in which runs of blanks
// keep their number.
func odfParagraphs(s, style string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(plain(s), "\n") {
		b.WriteString(`<text:p`)
		if style != "" {
			b.WriteString(` text:style-name="` + style + `"`)
		}
		b.WriteString(`>` + odfBlanks(xmlText(line)) + `</text:p>`)
	}
	return b.String()
}

// odfBlanks writes what readers would take for one blank as many.
func odfBlanks(s string) string {
	if !strings.Contains(s, "  ") && !strings.HasPrefix(s, " ") {
		return s
	}
	var b strings.Builder
	for s != "" {
		bare := strings.TrimLeft(s, " ")
		if n := len(s) - len(bare); n > 0 {
			b.WriteString(`<text:s text:c="` + strconv.Itoa(n) + `"/>`)
		}
		word, rest, more := strings.Cut(bare, " ")
		b.WriteString(word)
		if more && rest != "" && !strings.HasPrefix(rest, " ") {
			b.WriteByte(' ')
			s = rest
			continue
		}
		if s = ""; more {
			s = " " + rest
		}
	}
	return b.String()
}
