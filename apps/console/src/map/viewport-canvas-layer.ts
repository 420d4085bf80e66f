import L from 'leaflet';

/** What a drawing needs to know: world units × scale − offset = canvas pixels (CSS, not device). */
export interface CanvasView {
  context: CanvasRenderingContext2D;
  scale: number;
  offsetX: number;
  offsetY: number;
  width: number;
  height: number;
  zoom: number;
}

/** Share of the screen drawn beyond each edge, so that a drag shows no blank before the redraw. */
const PADDING = 0.15;

/**
 * One canvas that covers the visible map and a margin. It moves with the pane, is scaled by CSS while a zoom is
 * animated, and is redrawn at most once a frame. Subclasses only draw.
 */
export abstract class ViewportCanvasLayer extends L.Layer {
  protected canvas: HTMLCanvasElement | null = null;
  protected view: CanvasView | null = null;
  private frame = 0;
  private center: L.LatLng | null = null;
  private topLeft: L.Point = L.point(0, 0);

  protected constructor(private readonly paneName: string) {
    super();
  }

  protected abstract draw(view: CanvasView): void;

  override onAdd(map: L.Map): this {
    const canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated', map.getPane(this.paneName));
    canvas.style.pointerEvents = 'none';
    canvas.setAttribute('aria-hidden', 'true');
    this.canvas = canvas;
    this.reset();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.canvas?.remove();
    this.canvas = null;
    this.view = null;
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.reset(),
      resize: () => this.reset(),
      move: () => this.followDrag(),
      zoomanim: (event) => this.animateZoom(event as L.ZoomAnimEvent),
      zoom: () => this.followZoom(),
    };
  }

  /** Draws again before the next frame; many calls make one drawing. */
  redraw(): void {
    if (this.frame !== 0 || !this.canvas) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.drawNow();
    });
  }

  /** Draws before anything else happens: for paper, which does not wait for a frame. */
  drawAtOnce(): void {
    this.reset();
  }

  private drawNow(): void {
    const { view } = this;
    if (!view) return;
    view.context.clearRect(0, 0, view.width, view.height);
    this.draw(view);
  }

  /** Puts the canvas around what is visible now and draws it in the same frame as Leaflet moves the pane. */
  protected reset(): void {
    const map = this._map as L.Map | undefined;
    const context = this.canvas?.getContext('2d');
    if (!map || !this.canvas || !context) return;
    const size = map.getSize();
    const margin = size.multiplyBy(PADDING).round();
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.topLeft = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
    this.center = map.getCenter();
    this.fitCanvas(width, height, ratio);
    L.DomUtil.setTransform(this.canvas, this.topLeft, 1);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const offset = map.getPixelOrigin().add(this.topLeft);
    const zoom = map.getZoom();
    this.view = { context, scale: 2 ** zoom, offsetX: offset.x, offsetY: offset.y, width, height, zoom };
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.drawNow();
  }

  private fitCanvas(width: number, height: number, ratio: number): void {
    const { canvas } = this;
    if (!canvas) return;
    // Setting the size, even to the same value, clears and reallocates the bitmap.
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
  }

  /** While dragging, draws again only when the margin is used up. */
  private followDrag(): void {
    const map = this._map;
    if (!map || !this.view || map.getZoom() !== this.view.zoom) return;
    const shift = map.containerPointToLayerPoint([0, 0]).subtract(this.topLeft);
    const size = map.getSize();
    const inside =
      shift.x >= 0 &&
      shift.y >= 0 &&
      shift.x + size.x <= this.view.width &&
      shift.y + size.y <= this.view.height;
    if (!inside) this.reset();
  }

  private animateZoom({ center, zoom }: L.ZoomAnimEvent): void {
    this.stretchTo(center, zoom);
  }

  /** A pinch changes the zoom without an animation: stretch what is drawn until the fingers are lifted. */
  private followZoom(): void {
    const map = this._map;
    if (map) this.stretchTo(map.getCenter(), map.getZoom());
  }

  private stretchTo(center: L.LatLng, zoom: number): void {
    const map = this._map;
    if (!map || !this.canvas || !this.view || !this.center) return;
    const scale = map.getZoomScale(zoom, this.view.zoom);
    const size = map.getSize();
    const margin = size.multiplyBy(PADDING).round();
    const half = size.multiplyBy(0.5);
    const drawnCenter = map.project(this.center, zoom);
    const newOrigin = map
      .project(center, zoom)
      .subtract(half)
      .add(map.containerPointToLayerPoint([0, 0]).multiplyBy(-1));
    const corner = drawnCenter.subtract(half.add(margin).multiplyBy(scale)).subtract(newOrigin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}
