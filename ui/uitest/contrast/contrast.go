// Package contrast measures how legible one colour is on another.
package contrast

import (
	"math"
	"strconv"
)

// Of is the contrast of two colours by the rule of WCAG: 1 for the same colour,
// 21 for black on white. A colour is "#rrggbb", or a number of xterm's 256.
func Of(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	rgb := rgb256(colour)
	if colour[0] == '#' {
		for i := range rgb {
			v, _ := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
			rgb[i] = float64(v)
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

// rgb256 is a colour of xterm's 256 as red, green and blue.
func rgb256(colour string) [3]float64 {
	n, _ := strconv.Atoi(colour)
	switch cube := [6]float64{0, 95, 135, 175, 215, 255}; {
	case n >= 232:
		grey := float64(8 + 10*(n-232))
		return [3]float64{grey, grey, grey}
	case n >= 16:
		return [3]float64{cube[(n-16)/36], cube[(n-16)/6%6], cube[(n-16)%6]}
	case n >= 8: // the bright ones
		return [3]float64{float64(n & 1 * 255), float64(n >> 1 & 1 * 255), float64(n >> 2 & 1 * 255)}
	}
	return [3]float64{float64(n & 1 * 205), float64(n >> 1 & 1 * 205), float64(n >> 2 & 1 * 205)}
}
