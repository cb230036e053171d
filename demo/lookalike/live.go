package lookalike

import (
	"fmt"
	"net/http"
)

// serveLive tells an open page by server-sent events that something has changed. The page then fetches itself again.
func (w *Workspace) serveLive(rw http.ResponseWriter, r *http.Request) {
	controller := http.NewResponseController(rw)
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-store")
	for {
		next := w.nextChange()
		if _, err := fmt.Fprintf(rw, "data: %d\n\n", w.now()); err != nil || controller.Flush() != nil {
			return
		}
		select {
		case <-next:
		case <-r.Context().Done():
			return
		case <-w.closing.Done():
			return
		}
	}
}
