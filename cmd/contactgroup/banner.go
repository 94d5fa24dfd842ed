package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// maxBanner is more than a terminal's page of text.
const maxBanner = 8 << 10

// readBanner reads the text that clients show before authentication; an empty
// path is no banner. A text that could do more to a terminal than be read is refused.
func readBanner(words *lang.Words, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	bad := func(why string) error {
		return misconfigured(lang.Fill(words.Serving.BadBanner, "path", path, "why", why))
	}
	text, err := os.ReadFile(path)
	switch {
	case err != nil:
		return "", bad(err.Error())
	case len(text) > maxBanner:
		return "", bad(lang.Fill(words.Serving.BannerLong, "n", strconv.Itoa(maxBanner)))
	case !utf8.Valid(text):
		return "", bad("UTF-8")
	}
	line := 1
	for _, r := range string(text) {
		switch {
		case r == '\n':
			line++
		case r == '\t':
		case unicode.IsControl(r) || schema.Visible(string(r)) != string(r):
			return "", bad(lang.Fill(words.Serving.BannerControl, "line", strconv.Itoa(line), "rune", fmt.Sprintf("U+%04X", r)))
		}
	}
	if banner := strings.TrimRight(string(text), "\n"); banner != "" {
		return banner + "\n", nil
	}
	return "", nil
}
