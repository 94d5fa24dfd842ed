package widget

import (
	"github.com/charmbracelet/bubbles/progress"
	"github.com/muesli/termenv"
)

// Bar is how far work has come, in w columns without colour.
func Bar(done, total, w int) string {
	bar := progress.New(progress.WithWidth(max(w, 1)), progress.WithoutPercentage(), progress.WithColorProfile(termenv.Ascii))
	bar.Full, bar.Empty = '█', '░'
	return bar.ViewAs(float64(done) / float64(max(total, 1)))
}
