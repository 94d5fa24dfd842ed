package command

import (
	"io"
	"strings"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// fitsScreen refuses to write a format that is no text where a terminal would
// act on its bytes, and says how to get it into a file.
func (c *call) fitsScreen(f export.Format) error {
	if !c.s.Screen || !f.Binary() {
		return nil
	}
	return c.usage(lang.Fill(c.words.Command.NoText, "what", string(f)))
}

// writeOnScreen writes a text that somebody attached with nothing in it that a
// terminal acts on, and refuses what is no text.
func (c *call) writeOnScreen(body io.Reader) error {
	text, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if !utf8.Valid(text) {
		return c.usage(lang.Fill(c.words.Command.NoText, "what", schema.VisibleLine(strings.Join(c.args[1:], " "))))
	}
	_, err = c.out.WriteString(schema.Visible(string(text)))
	return err
}
