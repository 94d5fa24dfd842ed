package widget

import (
	"testing"

	"github.com/charmbracelet/lipgloss"

	"contactgroup/ui/uitest/contrast"
)

// TestEveryInkIsLegible holds each colour against the background its theme is
// made for, and against the row under the hand, by the contrast of WCAG.
func TestEveryInkIsLegible(t *testing.T) {
	for _, tc := range []struct {
		theme, background, text string
		least                   float64
	}{
		{ThemeDark, "#1e1e1e", "#d0d0d0", 4.5}, {ThemeLight, "#ffffff", "#000000", 4.5},
		{ThemeContrast, "#000000", "#ffffff", 7}, {ThemeSixteen, "#000000", "#d0d0d0", 4.5},
	} {
		p := palettes[tc.theme]
		for name, c := range map[string]lipgloss.Color{"dim": p.dim, "alert": p.alert, "warn": p.warn, "good": p.good, "key": p.key, "accent": p.accent} {
			colour := string(c)
			if colour == "" {
				colour = tc.text
			}
			if got := contrast.Of(colour, tc.background); got < tc.least {
				t.Errorf("%s: %s stands out by %.1f, want %.1f", tc.theme, name, got, tc.least)
			}
		}
		if p.row != "" && contrast.Of(tc.text, string(p.row)) < tc.least {
			t.Errorf("%s: the row under the hand stands out by %.1f", tc.theme, contrast.Of(tc.text, string(p.row)))
		}
	}
}
