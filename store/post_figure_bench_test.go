package store

import (
	"fmt"
	"testing"
)

// BenchmarkPostFigure posts a first figure or a revision for one indicator after the other, as 1, 4 and 16 people at
// once.
func BenchmarkPostFigure(b *testing.B) {
	for _, people := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			s, _ := seeded(b)
			indicators := seedRegister(b).Indicators
			posts := make(chan Post)
			done := make(chan error)
			for range people {
				go func() {
					var failed error
					for p := range posts {
						if _, err := s.PostFigure(b.Context(), p); err != nil {
							failed = err
						}
					}
					done <- failed
				}()
			}
			n := 0
			for b.Loop() {
				n++
				i := indicators[n%len(indicators)]
				p := coronersPost(b, fmt.Sprint("request ", n), fmt.Sprint(n%100), fmt.Sprint("Staff were on leave ", n))
				p.By, p.Code = i.Owner, i.Code
				posts <- p
			}
			close(posts)
			for range people {
				if err := <-done; err != nil {
					b.Error(err)
				}
			}
		})
	}
}
