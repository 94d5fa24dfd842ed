package painter

import (
	"testing"

	"pgregory.net/rapid"
)

func TestStyleReads(t *testing.T) {
	loud := style{fg: named | 1, bg: named | 12, attrs: bold | underline}
	tests := []struct {
		params string
		from   style
		want   style
	}{
		{"", loud, style{}},
		{"0", loud, style{}},
		{"1;4;31;104", style{}, loud},
		{"22;24;39;49", loud, style{}},
		{"0;2", loud, style{attrs: faint}},
		{"3;5;7;8;9", style{}, style{attrs: italic | blink | reverse | conceal | strike}},
		{"23;25;27;28;29", style{attrs: italic | blink | reverse | conceal | strike}, style{}},
		{"6;21", style{}, style{attrs: blink | underline}},
		{"4:3", style{}, style{attrs: underline}},
		{"4:0", loud, style{fg: loud.fg, bg: loud.bg, attrs: bold}},
		{"97;47", style{}, style{fg: named | 15, bg: named | 7}},
		{"38;5;208;1", style{}, style{fg: indexed | 208, attrs: bold}},
		{"48;2;1;2;3;3", style{}, style{bg: direct | 0x010203, attrs: italic}},
		{"38:5:208;1", style{}, style{fg: indexed | 208, attrs: bold}},
		{"38:2:1:2:3;1", style{}, style{fg: direct | 0x010203, attrs: bold}},
		{"48:2::1:2:3;1", style{}, style{bg: direct | 0x010203, attrs: bold}},
		{"58;2;9;9;9;1", style{}, style{attrs: bold}},
		{"58:5:9;1", style{}, style{attrs: bold}},
		{"38;5;256;1", style{}, style{attrs: bold}},
		{"38;2;1;2", loud, loud},
		{"38:9:1;1", style{}, style{attrs: bold}},
		{"38", loud, loud},
		{"53;73;10;123456789012345678901234567890", loud, loud},
	}
	for _, tt := range tests {
		if got := tt.from.apply(tt.params); got != tt.want {
			t.Errorf("%+v after %q is %+v, want %+v", tt.from, tt.params, got, tt.want)
		}
	}
}

func TestStyleChangeIsShort(t *testing.T) {
	red := style{fg: named | 1}
	tests := []struct {
		from, to style
		want     string
	}{
		{red, red, ""},
		{red, style{}, "\x1b[m"},
		{style{}, red, "\x1b[31m"},
		{red, style{fg: named | 9, attrs: bold}, "\x1b[1;91m"},
		{style{fg: named | 1, attrs: bold}, red, "\x1b[0;31m"},
		{style{fg: named | 1, attrs: bold}, style{attrs: bold}, "\x1b[39m"},
		{red, style{fg: named | 1, bg: indexed | 236}, "\x1b[48;5;236m"},
		{red, style{fg: direct | 0x0a0b0c}, "\x1b[38;2;10;11;12m"},
	}
	for _, tt := range tests {
		if got := string(appendChange(nil, tt.from, tt.to)); got != tt.want {
			t.Errorf("from %+v to %+v: %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestStyleChangeArrives(t *testing.T) {
	colours := rapid.Custom(func(t *rapid.T) colour {
		return rapid.SampledFrom([]colour{0, named | 3, named | 11, indexed | 7, indexed | 250, direct, direct | 0x123456}).Draw(t, "colour")
	})
	styles := rapid.Custom(func(t *rapid.T) style {
		return style{colours.Draw(t, "fg"), colours.Draw(t, "bg"), attributes(rapid.Byte().Draw(t, "attributes"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		from, to := styles.Draw(t, "from"), styles.Draw(t, "to")
		change := string(appendChange(nil, from, to))
		got := from
		if change != "" {
			_, params, isStyle := sequence(change)
			if !isStyle {
				t.Fatalf("%q is not read as a style", change)
			}
			got = from.apply(params)
		}
		if got != to {
			t.Fatalf("%q leads from %+v to %+v, want %+v", change, from, got, to)
		}
	})
}
