package widget

import (
	"math"
	"strconv"
	"testing"

	"github.com/charmbracelet/lipgloss"
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
			if got := contrast(colour, tc.background); got < tc.least {
				t.Errorf("%s: %s stands out by %.1f, want %.1f", tc.theme, name, got, tc.least)
			}
		}
		if p.row != "" && contrast(tc.text, string(p.row)) < tc.least {
			t.Errorf("%s: the row under the hand stands out by %.1f", tc.theme, contrast(tc.text, string(p.row)))
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is that of a colour of xterm's 256, or of one as #rrggbb.
func luminance(colour string) float64 {
	var rgb [3]float64
	if colour[0] == '#' {
		for i := range rgb {
			v, _ := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
			rgb[i] = float64(v)
		}
	} else {
		n, _ := strconv.Atoi(colour)
		switch cube := [6]float64{0, 95, 135, 175, 215, 255}; {
		case n >= 232:
			rgb = [3]float64{float64(8 + 10*(n-232)), float64(8 + 10*(n-232)), float64(8 + 10*(n-232))}
		case n >= 16:
			rgb = [3]float64{cube[(n-16)/36], cube[(n-16)/6%6], cube[(n-16)%6]}
		case n >= 8: // the bright ones, as xterm has them
			rgb = [3]float64{float64(n & 1 * 255), float64(n >> 1 & 1 * 255), float64(n >> 2 & 1 * 255)}
		}
	}
	for i, v := range rgb {
		if v /= 255; v <= 0.03928 {
			rgb[i] = v / 12.92
		} else {
			rgb[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
}
