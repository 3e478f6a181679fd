"""Builds in another prose, each measured before the reader was changed for any of them."""

# ruff: noqa: E501 - pages are written as systems print them
from __future__ import annotations

from pages.builds import TITLE, Built, build_report, ld, meta, page
from pages.report import Report

LOGO = '<header class="masthead"><a class="masthead__brand" href="/">%s</a><ul class="masthead__links"><li><a href="/law">Law</a></li><li><a href="/land">Land</a></li></ul></header>'
END = '<div class="colophon"><p>Registered office: 1 Quay Street. All rights reserved.</p></div>'


@build_report
def arc_stack(s: Report) -> Built:
    """Arc XP with a design system of stacks: a promo within the text, a list of results and a person's lead below."""
    head = meta(og__title=TITLE) + ld(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-08-01T16:22:00Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Fen Herald"},
        }
    )
    result = "".join(
        f'<div class="b-results-list__wrapper"><a class="c-link" href="/{i}"><h2 class="c-heading">{s.headline()}</h2></a><p class="c-paragraph">{s.teaser()}</p><span class="c-attribution">Staff</span></div>'
        for i in range(3)
    )
    body = f"""<div id="fusion-app" class="fusion-app"><div class="b-right-rail">{LOGO % "The Fen Herald"}<section class="b-right-rail__main"><main class="c-stack b-right-rail__main-left">
<h1 class="b-headline c-heading">{TITLE}</h1><h2 class="b-subheadline c-heading">The chair loses patience</h2><span class="b-byline">By <a href="/tove">Tove Lind</a></span><time as="time" class="c-date b-date" datetime="2024-08-01T16:22:00Z">August 01, 2024 at 5:22PM BST</time>
<article class="b-article-body">{s.p(4, '<p class="c-paragraph">')}<section class="b-small-promo b-small-promo__right"><article><a class="c-link" href="/x"><h2 class="c-heading">{s.headline()}</h2></a><p class="c-paragraph">{s.teaser()}</p></article></section>
{s.more(3, '<p class="c-paragraph">')}<figure class="c-media-item"><img src="a.jpg"><p class="c-media-item__caption">{s.caption()}<span class="c-media-item__credit">(Staff)</span></p></figure><blockquote class="b-article-body__pullquote"><p>{s.quotes[1]}</p></blockquote>{s.more(4, '<p class="c-paragraph">')}</article>
<div class="b-full-author-bio"><h2 class="c-heading">Tove Lind</h2><p class="c-paragraph b-full-author-bio__description">{s.bio()}</p></div><div class="b-results-list">{result}</div></main>
<aside class="c-stack b-right-rail__main-right-rail"><div class="b-top-table-list">{result}</div></aside></section></div></div>{END}"""
    return page(head, body), "The Fen Herald", "2024-08-01"


@build_report
def wordpress_magazine(s: Report) -> Built:
    """A WordPress theme: read-more lines and an inset in the text, related posts by Jetpack, threaded replies."""
    head = meta(og__site_name="Fen Review", og__title=TITLE, article__published_time="2024-08-02T04:10:00+00:00")
    inset = f'<div class="td-a-rec"><div class="inset"><span class="inset-label">From our pages</span><p><a href="/i">{s.headline()}</a></p><p>{s.teaser()}</p></div></div>'
    body = f"""{LOGO % "Fen Review"}<div class="td-main-content-wrap"><div class="td-post-content tagdiv-type"><h1 class="entry-title">{TITLE}</h1><div class="td-post-author-name">By Tove Lind</div><span class="td-post-date"><time class="entry-date updated" datetime="2024-08-02T04:10:00+00:00">August 2, 2024</time></span>
{s.p(3)}<p><em>[<strong>From the archive:</strong> <a href="/a">{s.headline()}</a>]</em></p>{s.more(3)}{inset}{s.more(3)}<p>>> <a href="/b">{s.headline()}</a></p>{s.more(2)}
<p>—</p><p>{s.promo()} <a href="/join">Join here</a>.</p><div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3><div class="jp-relatedposts-items"><div class="jp-relatedposts-post"><h4 class="jp-relatedposts-post-title"><a href="/r">{s.headline()}</a></h4><p class="jp-relatedposts-post-excerpt">{s.teaser()}</p></div></div></div></div>
<div class="td-author-name vcard author"><div class="desc"><a href="/tove">Tove Lind</a><div class="td-author-description">{s.bio()}</div></div></div>
<div id="thread"><h4>Three thoughts on “{TITLE}”</h4><ol class="thread"><li id="li-1"><cite class="fn">Old Fen Hand</cite> <span>August 2, 2024 at 9:14 am</span><p>{s.comment()}</p><ol class="children"><li id="li-2"><cite class="fn">Reed Cutter</cite><p>{s.comment()}</p></li></ol></li></ol></div></div>{END}"""
    return page(head, body), "Fen Review", "2024-08-02"


@build_report
def drupal_paragraph_rows(s: Report) -> Built:
    """Drupal: several text paragraphs as rows, a teaser row and a callout between them, an author's node in full."""
    head = (
        meta(dcterms__date="2024-08-03T08:00+0100")
        + '<link rel="canonical" href="https://www.fenledger.example/node/71">'
    )
    head += meta(og__site_name="Fen Ledger", og__title=f"{TITLE} | Fen Ledger")
    row = '<div class="paragraph paragraph--type--%s paragraph--view-mode--default"><div class="field field--name-field-%s field__item">%s</div></div>'
    body = f"""<div class="dialog-off-canvas-main-canvas">{LOGO % "Fen Ledger"}<div class="layout-content"><article class="node node--type-story node--view-mode-full"><h1><span class="field field--name-title">{TITLE}</span></h1><div class="node__submitted">3 August 2024</div>
<div class="node__content"><div class="field field--name-field-rows field__items">{row % ("text", "text", s.p(3))}{row % ("teaser", "story", f'<article class="node node--type-story node--view-mode-teaser"><h2><a href="/n">{s.headline()}</a></h2><div class="field--name-field-summary"><p>{s.teaser()}</p></div></article>')}{row % ("text", "text", s.more(3))}
{row % ("callout", "callout", f"<h3>Free letter</h3><p>{s.promo()}</p>")}{row % ("image", "image", f'<img src="b"><div class="field--name-field-media-credit-line">{s.caption()}</div>')}{row % ("text", "text", s.more(3))}{row % ("quote", "quote", f"<p>{s.quotes[2]}</p>")}{row % ("text", "text", s.more(2))}</div>
<div class="field field--name-field-writer"><article class="node node--type-person node--view-mode-embedded"><h4>Tove Lind</h4><div class="field--name-field-person-text"><p>{s.bio()}</p></div></article></div></div></article>
<div class="views-element-container block"><h2>Explore</h2><div class="views-row"><h3><a href="/1">{s.headline()}</a></h3><p>{s.teaser()}</p></div><div class="views-row"><h3><a href="/2">{s.headline()}</a></h3><p>{s.teaser()}</p></div></div></div></div>{END}"""
    return page(head, body, f"{TITLE} | Fen Ledger"), "Fen Ledger", "2024-08-03"


@build_report
def brightspot_elements(s: Report) -> Built:
    """Brightspot with elements of its own: enhancements within the text, lists below, an author's block."""
    head = meta(og__site_name="KFEN Public Radio", og__title=TITLE, article__published_time="2024-08-04T21:00:09.1")
    promo = f'<ps-promo class="PromoB"><div class="PromoB-content"><div class="PromoB-title"><a class="Link" href="/p">{s.headline()}</a></div><div class="PromoB-description">{s.teaser()}</div></div></ps-promo>'
    body = f"""<bsp-header>{LOGO % "KFEN"}</bsp-header><div class="ArtP-content"><main class="ArtP-main"><h1 class="ArtP-headline">{TITLE}</h1><div class="ArtP-byline">KFEN | By <a href="/t">Tove Lind</a></div><div class="ArtP-datePublished">Published August 4, 2024 at 2:00 PM PDT</div>
<div class="ArtP-articleBody"><div class="RichTextArticleBody"><div class="RichTextArticleBody-body">{s.p(4)}<div class="Enhancement" data-align-left><div class="Enhancement-item">{promo}</div></div>{s.more(3)}
<div class="Enhancement" data-align-center><div class="Enhancement-item"><figure class="Figure"><img src="a"><div class="Figure-content"><div class="Figure-caption">{s.caption()}</div></div></figure></div></div>{s.more(3)}<div class="Enhancement" data-align-center><div class="Enhancement-item"><div class="Quote"><div class="Quote-quote">{s.quotes[0]}</div></div></div></div>{s.more(2)}
<i>Copyright 2024 KFEN</i></div></div></div><div class="ArtP-authors"><div class="AuthorBlurb"><div class="AuthorBlurb-name">Tove Lind</div><div class="AuthorBlurb-text">{s.bio()} <a href="/t">See stories by Tove Lind</a></div></div></div>
<bsp-list-loadmore class="ListG"><div class="ListG-title">Latest stories</div><ul><li>{promo}</li><li>{promo}</li></ul></bsp-list-loadmore></main></div>{END}"""
    return page(head, body), "KFEN Public Radio", "2024-08-04"


@build_report
def live_entries(s: Report) -> Built:
    """A live report: a summary that repeats, entries of their own, a reader's message and a promo among them."""
    entry = '<li class="entry" id="e%d"><time class="entry__clock" datetime="2024-08-05T1%d:05:00Z">1%d.05</time><h2 class="entry__heading">The next witness is called</h2><div class="entry__text">%s</div></li>'
    entries = "".join(entry % (i, i, i, s.p(2) if not i else s.more(2)) for i in range(4))
    head = ld(
        {
            "@type": "LiveBlogPosting",
            "headline": TITLE,
            "datePublished": "2024-08-05T09:00:00+01:00",
            "publisher": {"@type": "Organization", "name": "Fen Live"},
        }
    )
    body = f"""{LOGO % "Fen Live"}<div class="live"><div class="live__top"><h1>{TITLE}</h1><p class="live__updated">Last updated 5 August 2024</p></div><div class="live__columns"><div class="live__key"><h2>Key moments</h2><ol><li><a href="#e0">{s.quotes[0][:60]}</a></li><li><a href="#e1">{s.quotes[1][:60]}</a></li></ol></div>
<ol class="live__entries">{entries}<li class="entry entry--house"><div class="house"><h3>Stay with us</h3><p>{s.promo()}</p><a href="/j">Join</a></div></li>{entry % (7, 7, 7, s.more(3))}<li class="entry entry--story"><a href="/o"><strong>{s.headline()}</strong><span>{s.teaser()}</span></a></li></ol></div>
<div class="live__below"><h2>Elsewhere on Fen Live</h2><div class="tile"><a href="/1">{s.headline()}</a></div><div class="tile"><a href="/2">{s.headline()}</a></div></div></div>{END}"""
    return page(head, body), "Fen Live", "2024-08-05"


@build_report
def gallery_between(s: Report) -> Built:
    """A gallery amid the text, whose captions are of its pictures; microdata instead of a head."""
    slides = "".join(
        f'<li class="slides__item"><img src="{i}.jpg" alt="x"><div class="slides__legend"><span>{i + 1}/3</span> {s.caption()} <span class="slides__by">Picture: Staff</span></div></li>'
        for i in range(3)
    )
    body = f"""{LOGO % "Fen Mirror"}<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2024-08-06T07:45:00+02:00"><span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Fen Mirror"></span>
<h1 itemprop="headline">{TITLE}</h1><p class="intro" itemprop="description">{s.narrated()}</p><div class="text" itemprop="articleBody">{s.p(3)}<div class="slides"><ul class="slides__list">{slides}</ul></div>{s.more(4)}<p class="more-link"><span class="kicker">Inquiry</span> <a href="/m">{s.headline()}</a></p>{s.more(3)}</div></div>
<section class="teasers"><h2>From the same desk</h2><div class="teaser"><h3><a href="/1">{s.headline()}</a></h3><p>{s.teaser()}</p></div><div class="teaser"><h3><a href="/2">{s.headline()}</a></h3><p>{s.teaser()}</p></div></section>{END}"""
    return page("", body), "Fen Mirror", "2024-08-06"


@build_report
def stub_and_plans(s: Report) -> Built:
    """The beginning of an article behind a wall: what subscribers say, plans, and stories that are free to read."""
    head = meta(og__title=TITLE, og__site_name="The Fen Times", **{"parsely-pub-date": "2024-08-07T05:00:00Z"})
    voice = "".join(f'<li class="voice"><p>“{s.other()}.”</p><span>A reader since 2011</span></li>' for _ in range(2))
    body = f"""{LOGO % "The Fen Times"}<div class="wrap"><div class="story"><h1 class="story-title">{TITLE}</h1><div class="story-date">August 7, 2024</div><div class="story-text">{s.p(4)}</div>
<div class="tp-container-inner"><div class="offer"><h2>Keep the Fen reading</h2><p>{s.promo()}</p><ul class="voices">{voice}</ul><div class="plans"><div class="plan"><h3>Monthly</h3><p>Cancel whenever you like.</p><a href="/buy">Choose</a></div></div><p>Already with us? <a href="/in">Log in</a></p></div></div></div>
<div class="free"><h2>Free to read this week</h2><div class="free-item"><a href="/1"><h3>{s.headline()}</h3></a><p>{s.teaser()}</p></div><div class="free-item"><a href="/2"><h3>{s.headline()}</h3></a><p>{s.teaser()}</p></div></div></div>{END}"""
    return page(head, body), "The Fen Times", "2024-08-07"


@build_report
def amp_next_page(s: Report) -> Built:
    """AMP: carousels of other stories, comments in an accordion, and the whole next article below."""
    other = Report(900 + s.seed, s.scale)
    head = '<link rel="canonical" href="https://fenpost.example/inquiry">' + ld(
        {
            "@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "Fen Post", "publisher": {"@id": "#org"}},
                {"@type": "Organization", "@id": "#org", "name": "Fen Post"},
                {
                    "@type": "ReportageNewsArticle",
                    "headline": TITLE,
                    "datePublished": "2024-08-08",
                    "publisher": {"@id": "#org"},
                },
            ]
        }
    )
    body = f"""<amp-sidebar id="sb" layout="nodisplay"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>{LOGO % "Fen Post"}<div class="i-amphtml-doc"><div class="post-wrap"><h1 class="hl">{TITLE}</h1><amp-img src="a"></amp-img><div class="leg">{s.caption()}</div>{s.p(4, '<p class="tx">')}
<amp-carousel type="carousel"><div class="slide"><a href="/1">{s.headline()}</a></div><div class="slide"><a href="/2">{s.headline()}</a></div></amp-carousel>{s.more(4, '<p class="tx">')}<amp-accordion><section expanded><h4>What readers say</h4><div><p>{s.comment()}</p><p>{s.comment()}</p></div></section></amp-accordion></div></div>
<amp-next-page><div class="post-wrap"><h1 class="hl">The other sale</h1>{other.p(5, '<p class="tx">')}</div></amp-next-page>{END}"""
    s.foreign += other.quotes
    return page(head, body, attributes='amp4ads=""'), "Fen Post", "2024-08-08"


@build_report
def ghost_comments_inline(s: Report) -> Built:
    """Ghost: comments after the post as cards without a name, a callout, a product card, a header card above."""
    head = ld(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "publisher": {"@type": "Organization", "name": "Fen Letters", "url": "https://fenletters.example/"},
            "headline": TITLE,
            "datePublished": "2024-08-09T06:00:00.000Z",
        }
    )
    body = f"""{LOGO % "Fen Letters"}<main class="outer"><div class="hero"><a href="/h">{s.headline()}</a></div><article class="post-full"><h1>{TITLE}</h1><section class="post-full-content"><div class="post-body">{s.p(3)}
<div class="kg-card kg-callout-card kg-callout-card-grey"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">{s.promo()} <a href="#/portal/signup">Sign up</a></div></div>{s.more(3)}<div class="kg-card kg-product-card"><h4 class="kg-product-card-title">The book of the inquiry</h4><div class="kg-product-card-description"><p>{s.teaser()}</p></div><a href="/shop" class="kg-product-card-button">Order</a></div>
{s.more(3)}<hr><p><em>{s.bio()}</em></p></div></section></article><section class="talk"><h3>What you told us</h3><div class="talk-item"><b>M. Reed</b><p>{s.comment()}</p></div><div class="talk-item"><b>P. Sedge</b><p>{s.comment()}</p></div></section>
<div class="feed"><div class="feed-card"><h3><a href="/1">{s.headline()}</a></h3><div class="feed-card-excerpt">{s.teaser()}</div></div></div></main>{END}"""
    return page(head, body), "Fen Letters", "2024-08-09"


@build_report
def regional_chain(s: Report) -> Built:
    """A regional chain: the owner in the data, a widget of headlines, an archive promo, videos and a letters form."""
    head = meta(og__site_name="Ely Standard", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-08-10T05:00:00+01:00",
            "publisher": {"@type": "Organization", "name": "Broadwater Media Group"},
        }
    )
    body = f"""{LOGO % "Ely Standard"}<div class="mar-article" id="mar-page"><h1 class="mar-article__headline">{TITLE}</h1><p class="mar-article__timestamp">10th August</p><div class="mar-article__left"><div class="article-body" id="subscription-content"><p class="article-first-paragraph">{s.narrated()}</p>{s.p(3)}
<div class="mar-inline-video"><div class="vid-title">{s.headline()}</div><div class="vid-sub">{s.teaser()}</div></div>{s.more(3)}<p><strong>READ MORE: <a href="/a">{s.headline()}</a></strong></p><p><strong>READ MORE: <a href="/b">{s.headline()}</a></strong></p>{s.more(3)}<p class="caption-line">{s.caption()} (Image: Submitted)</p>{s.more(2)}</div>
<div class="ipso"><p>This paper keeps to the editors’ code. If you have a complaint about a story, contact the editor here.</p></div><div class="getting-involved"><h3>Get involved with the news</h3><p>{s.promo()}</p><a href="/send">Send your photos</a></div></div>
<div class="mar-sidebar-list"><div class="mar-sidebar-list__item"><a href="/1">{s.headline()}</a></div><div class="mar-sidebar-list__item"><a href="/2">{s.headline()}</a></div></div></div>{END}"""
    return page(head, body), "Ely Standard", "2024-08-10"


@build_report
def hashed_next_app(s: Report) -> Built:
    """An app of hashed classes: text in single blocks, a story card and a poll between them, replies below."""
    head = meta(og__title=TITLE, og__site_name="fenwire.example", article__published_time="2024-08-11T12:00:00Z")

    def block(inner: str) -> str:
        return f'<div class="sc-1f0a3c1b-0 kQzXyE">{inner}</div>'

    paragraphs = [
        block(f'<p class="sc-9d1e-2 hLmNoP">{text}</p>')
        for text in [*s.paragraphs(6), s.said(), s.said(), s.narrated()]
    ]
    card = f'<div class="sc-77aa-0 bBcCdD"><a href="/c" class="sc-77aa-1"><div class="sc-77aa-2">{s.headline()}</div><div class="sc-77aa-3">{s.teaser()}</div></a></div>'
    poll = f'<div class="sc-88bb-0"><div class="sc-88bb-1">Do you agree that “{s.other()}”?</div><button>Yes</button><button>No</button></div>'
    body = f"""<div id="__next"><div class="sc-00-0">{LOGO % "fenwire"}</div><div class="sc-11-0"><h1 class="sc-11-1">{TITLE}</h1><div class="sc-11-2">11 Aug 2024</div>{"".join(paragraphs[:3])}{card}{"".join(paragraphs[3:6])}{poll}{"".join(paragraphs[6:])}
<div class="sc-22-0"><img src="t.jpg"><div class="sc-22-1">Tove Lind</div><div class="sc-22-2">{s.bio()}</div></div></div><div class="sc-33-0"><div class="sc-33-1">2 replies</div><div class="sc-33-2"><div>M. Reed</div><div>{s.comment()}</div></div><div class="sc-33-2"><div>P. Sedge</div><div>{s.comment()}</div></div></div></div>{END}"""
    return page(head, body), "fenwire.example", "2024-08-11"


@build_report
def newsletter_on_the_web(s: Report) -> Built:
    """A newsletter's web version in nested tables: a greeting, the story, a sponsor's words, short links at the end."""
    row = '<tr><td style="padding:12px 24px;font-family:Georgia">%s</td></tr>'
    head = meta(og__title=TITLE) + '<meta name="author" content="Fen Briefing"><meta name="date" content="2024-08-12">'
    body = f"""<table role="presentation" width="100%"><tr><td align="center"><table role="presentation" width="600">{row % '<a href="/">Fen Briefing</a> | <a href="/view">View in browser</a>'}{row % f"<h1>{TITLE}</h1>"}{row % s.p(4)}
{row % f'<p><b>A message from our sponsor</b></p><p>{s.teaser()} <a href="/s">Learn more</a></p>'}{row % s.more(5)}{row % f"<h3>Quick links</h3><ul>{s.links(4)}</ul>"}{row % f'<p>{s.promo()} <a href="/f">Forward this</a> to a friend.</p><p><a href="/u">Unsubscribe</a></p>'}</table></td></tr></table>"""
    return page(head, body, f"{TITLE} - Fen Briefing"), "Fen Briefing", "2024-08-12"


@build_report
def wix_sections(s: Report) -> Built:
    """A site builder's sections: text in spans, a gallery with words below each picture, a form, posts in a pager."""
    head = meta(og__title=TITLE, article__published_time="2024-08-13T09:30:00.000Z", og__site_name="Fen Voice")
    span = '<div class="wixui-rich-text" data-testid="richTextElement"><p class="font_8"><span style="color:#111">'
    card = f'<div data-hook="item"><img src="i"><div class="lbl">{s.caption()}</div></div>'
    body = f"""<div id="SITE_CONTAINER">{LOGO % "Fen Voice"}<section class="wixui-section"><div class="wixui-rich-text"><h1 class="font_0">{TITLE}</h1></div>{s.p(4, span, "</span></p></div>")}</section><section class="wixui-section"><div class="pro-gallery">{card}</div></section>
<section class="wixui-section">{s.more(4, span, "</span></p></div>")}</section><section class="wixui-section"><form><div class="wixui-rich-text"><h2>Write to us</h2><p>{s.comment()}</p></div><input type="text"><textarea></textarea></form></section>
<section class="wixui-section"><h2>Recent posts</h2><div class="pager"><div class="pager-item"><a href="/1"><h3>{s.headline()}</h3></a><div>{s.teaser()}</div></div><div class="pager-item"><a href="/2"><h3>{s.headline()}</h3></a><div>{s.teaser()}</div></div></div></section></div>{END}"""
    return page(head, body), "Fen Voice", "2024-08-13"


@build_report
def town_portal(s: Report) -> Built:
    """A weekly's old portal: breaks between paragraphs, a box of letters beside them, a poll, a column of headlines."""
    told = "<br><br>".join(s.paragraphs(8))
    body = f"""<table width="100%"><tr><td width="160">{s.links(3, "p")}</td><td><h1>{TITLE}</h1><font size="-1">Posted: Wednesday, August 14, 2024</font><br><br><table align="right" width="180" bgcolor="#eee"><tr><td><b>Letters</b><br>{s.comment()}</td></tr></table>{told}</td>
<td width="180"><b>Poll</b><br>{s.promo()}<form><input type="radio"> Yes <input type="radio"> No <button>Vote</button></form><b>Latest</b><br><a href="/1">{s.headline()}</a><br><a href="/2">{s.headline()}</a></td></tr></table>{END}"""
    return page(meta(og__site_name="The Fen Weekly", og__title=TITLE), body), "The Fen Weekly", "2024-08-14"


@build_report
def longform_with_notes(s: Report) -> Built:
    """A long read: drop caps, margin notes that are the article's, a card on the author between, an excerpt of a book."""
    head = meta(og__title=TITLE) + ld(
        {
            "@type": ["NewsArticle", "Article"],
            "headline": TITLE,
            "datePublished": "2024-08-15",
            "publisher": [{"@type": "Organization", "name": "Fen & Field"}],
        }
    )
    body = f"""{LOGO % "Fen & Field"}<div class="longread"><div class="longread__hero"><h1>{TITLE}</h1><p class="longread__dek">{s.narrated()}</p><p>By Tove Lind</p></div><div class="chapter">{s.p(3)}</div><div class="chapter"><h2>I. The plan</h2>{s.more(4)}<div class="note"><p>{s.said()}</p></div></div>
<div class="chapter"><h2>II. The price</h2>{s.more(4)}</div><div class="shelf"><h2>From the book</h2><p>{s.teaser()}</p><a href="/b">Buy the book</a></div><div class="who"><p><b>Tove Lind</b></p><p>{s.bio()}</p></div>
<div class="next"><span>Next long read</span><a href="/n"><h2>{s.headline()}</h2></a></div></div>{END}"""
    return page(head, body), "Fen & Field", "2024-08-15"


@build_report
def aggregator_card(s: Report) -> Built:
    """A portal that carries a paper's story: the paper named in the data, the portal's cards between and below."""
    head = meta(og__site_name="FenHub", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-08-16T03:00:00.000Z",
            "publisher": {"@type": "Organization", "name": "The Quay Courier"},
        }
    )
    card = f'<div class="hub-card"><div class="hub-card__src">The Other Paper</div><h3 class="hub-card__ttl"><a href="/o">{s.headline()}</a></h3><p class="hub-card__txt">{s.teaser()}</p></div>'
    body = f"""{LOGO % "FenHub"}<div class="hub"><article class="hub-story"><h1>{TITLE}</h1><div class="hub-story__src">The Quay Courier · Aug 16</div><div class="hub-story__body">{s.p(4)}<div class="hub-insert">{card}</div>{s.more(4)}<p><a href="/full">Continue at The Quay Courier</a></p></div><div class="hub-react"><button>👍 12</button><button>👎 3</button></div></article>
<div class="hub-thread"><div class="hub-thread__top">Top replies</div><div class="hub-thread__one"><strong>reed99</strong><div>{s.comment()}</div></div><div class="hub-thread__one"><strong>sedge</strong><div>{s.comment()}</div></div></div><div class="hub-river">{card}{card}</div></div>{END}"""
    return page(head, body), "The Quay Courier", "2024-08-16"
