package command

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"contactgroup/ui/export"
)

// counting counts the bytes that are written.
type counting struct {
	io.Writer
	n    int64
	lost error // instead of what the client's channel or the machine's disk says
}

func (w *counting) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.n += int64(n)
	if err != nil {
		err = w.lost
	}
	return n, err
}

// writesDocuments are the verbs that write a document whatever its form.
var writesDocuments = []string{"meeting export", "meeting minutes", "attachment get"}

// document names what the call takes out of the register, by its verb, form and
// references: "request list --csv", "meeting export 2015-05-06 --format pdf".
// It is empty for what people only look at, and for verbs that change something.
func (c *call) document() string {
	name := strings.TrimSpace(c.noun + " " + c.verb.name)
	form := c.form.format
	lists := form != "" && !slices.Contains(c.verb.flags, "dry-run") && (form != export.JSON || c.verb.name == "list")
	if !lists && !slices.Contains(writesDocuments, name) {
		return ""
	}
	words := []string{name}
	if c.verb.name != "list" {
		words = append(words, slices.DeleteFunc(slices.Clone(c.args), isNoReference)...)
	}
	if form != "" {
		words = append(words, "--"+string(form))
	}
	for _, flag := range []string{"format", "what"} {
		if value := c.text(flag); value != "" && !isNoReference(value+"0") {
			words = append(words, "--"+flag, value)
		}
	}
	return strings.Join(words, " ")
}

// isNoReference reports whether a word might be more than a reference: something that was written.
func isNoReference(word string) bool {
	if word == "next" {
		return false
	}
	return len(word) > 40 || !strings.ContainsFunc(word, unicode.IsDigit) || strings.ContainsFunc(word, func(r rune) bool {
		return r != '-' && r != '_' && r != '.' && r != '/' && !unicode.IsDigit(r) && !(r < unicode.MaxASCII && unicode.IsLetter(r))
	})
}
