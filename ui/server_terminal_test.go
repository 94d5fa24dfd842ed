package ui_test

import (
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// The server may have been started on a terminal with every colour, which is
// nothing to the terminals of its members.
func init() { lipgloss.SetColorProfile(termenv.TrueColor) }
