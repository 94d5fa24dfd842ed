package widget

import (
	"regexp"

	"contactgroup/schema"
)

var address = regexp.MustCompile(`(?i)https?://\S+`)

// Prose makes a text of the register safe to show on one or several lines:
// schema.Visible, with the addresses in it defanged.
func Prose(s string) string {
	return address.ReplaceAllStringFunc(schema.Visible(s), schema.Defang)
}

// ProseLine is Prose on a single line.
func ProseLine(s string) string {
	return address.ReplaceAllStringFunc(schema.VisibleLine(s), schema.Defang)
}
