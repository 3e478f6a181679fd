"""One function a build. Each takes a `Story` and gives (page, publisher, day of publication)."""

# ruff: noqa: E501 - pages are written as systems print them
from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from pages.report import Report
from pages.story import Page, Story

Built = tuple[str, str | None, str | None]
BUILDS: list[tuple[type[Story], Callable[..., Built]]] = []


def build(function: Callable[[Story], Built]) -> Callable[[Story], Built]:
    BUILDS.append((Story, function))
    return function


def build_report(function: Callable[[Report], Built]) -> Callable[[Report], Built]:
    BUILDS.append((Report, function))
    return function


def pages(scale: int = 1) -> list[Page]:
    made = []
    for seed, (prose, function) in enumerate(BUILDS, 1):
        story = prose(seed, scale)
        html, publisher, day = function(story)
        made.append(Page(function.__name__, html, story, publisher, day))
    return made


def meta(**named: str) -> str:
    """Meta tags: og__title gives property="og:title"."""
    return "".join(
        f'<meta property="{key.replace("__", ":")}" content="{escape(value)}">' for key, value in named.items()
    )


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def page(
    head: str, body: str, title: str = "Town settles long argument", lang: str = "en-US", attributes: str = ""
) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body {attributes}>{body}</body></html>"
    )


NAV = (
    '<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a>'
    '</li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>'
)
FOOT = (
    '<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy policy</a>'
    "</li></ul><p>© 2024 All rights reserved.</p></footer>"
)
COOKIES = (
    '<div id="onetrust-consent-sdk"><div class="ot-sdk-container" role="dialog"><p>We and our partners use cookies to '
    "store and access information on your device. “You can withdraw your consent at any time,” as our policy says.</p>"
    "<button>Accept all</button></div></div>"
)
TITLE = "Town settles long argument"


# --- WordPress ---------------------------------------------------------------------------------------------------


@build
def wordpress_classic(s: Story) -> Built:
    head = meta(og__site_name="Elm Valley Herald", og__title=TITLE, article__published_time="2024-06-03T14:05:00+00:00")
    body = f"""{NAV}<div id="content" class="site-content"><main><article id="post-31" class="post-31 post type-post
status-publish format-standard category-news tag-related tag-comments"><header class="entry-header"><h1
class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date"
datetime="2024-06-03T14:05:00+00:00">June 3, 2024</time></span> <span class="byline">by <a rel="author">Dana Reed</a>
</span></div></header><div class="entry-content">
<figure id="attachment_3" class="wp-caption alignnone"><img src="a.jpg"><figcaption class="wp-caption-text">{s.caption()}
</figcaption></figure>{s.p(5)}<div id="attachment_4" class="wp-caption alignright"><img src="b.jpg"><p
class="wp-caption-text">{s.caption()}</p></div>{s.more(5)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Facebook</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">Related</h3><div
class="jp-relatedposts-items"><div class="jp-relatedposts-post"><h4><a href="/x">{s.headline()}</a></h4><p
class="jp-relatedposts-post-excerpt">{s.teaser()}</p></div></div></div></div>
<div class="author-box"><h4>About Dana Reed</h4><p class="author-description">{s.bio()}</p></div></article>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts</h2><ol class="comment-list">
<li class="comment even" id="comment-1"><article class="comment-body"><footer class="comment-meta">Ed says:</footer>
<div class="comment-content"><p>{s.comment()}</p></div></article></li><li class="comment odd" id="comment-2"><article
class="comment-body"><div class="comment-content"><p>{s.comment()}</p></div></article></li></ol></div></main>
<aside class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{s.links(4)}</ul>
</section></aside></div>{FOOT}"""
    return page(head, body), "Elm Valley Herald", "2024-06-03"


@build
def wordpress_blocks(s: Story) -> Built:
    head = ld(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "@id": "https://r.example/#w", "name": "River Reporter"},
                {
                    "@type": "NewsArticle",
                    "headline": TITLE,
                    "datePublished": "2024-06-03T09:00:00-05:00",
                    "publisher": {"@id": "https://r.example/#o"},
                    "author": [{"@type": "Person", "name": "Dana Reed"}],
                },
                {"@type": "Organization", "@id": "https://r.example/#o", "name": "River Reporter"},
            ],
        }
    )
    body = f"""{NAV}<div class="wp-site-blocks"><main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE}</h1>
<div class="entry-content wp-block-post-content is-layout-constrained"><figure class="wp-block-image"><img src="a.jpg">
<figcaption class="wp-element-caption">{s.caption()}</figcaption></figure>{s.p(4)}
<div class="wp-block-group has-background newspack-inline-popup"><p>{s.promo()}</p></div>{s.more(3)}
<div class="wp-block-newspack-blocks-homepage-articles is-style-borders"><h2 class="article-section-title">More coverage</h2>
<article><h3 class="entry-title"><a href="/1">{s.headline()}</a></h3><p>{s.teaser()}</p></article></div>{s.more(3)}
<h3 class="wp-block-heading">What the town wants</h3>{s.more(2)}<ul class="wp-block-list"><li>{s.said(0)}</li><li>
{s.said(0)}</li></ul></div><div class="wp-block-post-author"><p class="wp-block-post-author__bio">{s.bio()}</p></div>
<div class="wp-block-query related-posts"><ul class="wp-block-post-template">{s.links(3)}</ul></div>
<div class="wp-block-comments"><ol class="wp-block-comment-template"><li><div class="wp-block-comment-content"><p>
{s.comment()}</p></div></li></ol></div></main></div>{FOOT}"""
    return page(head, body), "River Reporter", "2024-06-03"


@build
def wordpress_pull_quote(s: Story) -> Built:
    head = meta(og__site_name="Elm Valley Herald", article__published_time="2024-02-10T08:00:00Z")
    first = s.p(5)
    pulled = s.quotes[0]
    body = f"""{NAV}<article class="post"><h1 class="entry-title">{TITLE}</h1><div class="entry-content">{first}
<figure class="wp-block-pullquote"><blockquote><p>“{pulled}”</p><cite>Tom Lane</cite></blockquote></figure>{s.more(4)}
<p class="has-text-align-center"><strong>Read more: <a href="/2">{s.headline()}</a></strong></p>{s.more(3)}
<p><em>RELATED: <a href="/2">{s.headline()}</a></em></p>{s.more(2)}</div></article>{FOOT}"""
    return page(head, body), "Elm Valley Herald", "2024-02-10"


@build
def wordpress_page_builder(s: Story) -> Built:
    head = meta(og__site_name="Bay Beacon", og__title=TITLE, article__published_time="2023-11-20T10:00:00+01:00")

    def widget(inner: str, kind: str = "text-editor") -> str:
        return (
            f'<div class="elementor-element elementor-widget elementor-widget-{kind}" data-widget_type="{kind}.default">'
            f'<div class="elementor-widget-container">{inner}</div></div>'
        )

    body = f"""{NAV}<div class="elementor elementor-12"><section class="elementor-section"><div class="elementor-container">
<div class="elementor-column">{widget(f"<h1>{TITLE}</h1>", "heading")}{widget(s.p(3))}{widget('<img src="a.jpg">', "image")}
{widget(s.more(3))}</div></div></section><section class="elementor-section"><div class="elementor-container"><div
class="elementor-column">{widget(s.more(3))}{widget(s.more(3))}</div></div></section><section class="elementor-section">
<div class="elementor-container">{widget(f"<h4>You may also like</h4><ul>{s.links(4)}</ul>", "posts")}
{widget(f'<p>{s.promo()}</p><form><input type="email"></form>', "form")}</div></section></div>{FOOT}"""
    return page(head, body), "Bay Beacon", "2023-11-20"


# --- Drupal, Joomla, Blogger, Squarespace, Ghost, Medium, Substack ---------------------------------------------------


@build
def drupal(s: Story) -> Built:
    head = (
        meta(og__site_name="Cape Courier", og__title=TITLE)
        + '<meta name="dcterms.date" content="2024-04-09T10:11+0000">'
    )
    body = f"""{NAV}<div class="layout-container"><main role="main"><article role="article" about="/node/4"
class="node node--type-article node--view-mode-full"><h1 class="page-title"><span class="field field--name-title">{TITLE}
</span></h1><div class="node__meta">Submitted by <span>Dana Reed</span> on <span property="schema:dateCreated"
content="2024-04-09T10:11:00+00:00">9 April 2024</span></div><div class="node__content clearfix"><div class="field
field--name-field-image"><img src="a.jpg"><blockquote class="image-field-caption"><p>{s.caption()}</p></blockquote></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{s.p(8)}</div>
<div class="field field--name-field-tags"><a href="/t">pier</a> <a href="/t">ferry</a></div>
<section class="field field--name-comment comment-wrapper"><h2>Comments</h2><article class="comment js-comment"><div
class="field field--name-comment-body"><p>{s.comment()}</p></div></article></section></div></article></main>
<aside class="layout-sidebar-second"><div class="block block-views views-element-container"><h2>Most read</h2><ul>
{s.links(5)}</ul></div></aside></div>{FOOT}"""
    return page(head, body), "Cape Courier", "2024-04-09"


@build
def drupal_paragraph_items(s: Story) -> Built:
    head = meta(og__site_name="Cape Courier", article__published_time="2024-04-10T10:11:00+00:00")

    def item(inner: str, kind: str = "text") -> str:
        return (
            f'<div class="field__item"><div class="paragraph paragraph--type--{kind} paragraph--view-mode--default">'
            f'<div class="clearfix text-formatted field field--name-field-{kind} field__item">{inner}</div></div></div>'
        )

    body = f"""{NAV}<main><h1>{TITLE}</h1><div class="field field--name-field-content field__items">{item(s.p(3))}
{item(f'<img src="a.jpg"><div class="field--name-field-caption">{s.caption()}</div>', "image")}{item(s.more(3))}
{item(f"<h3>Related content</h3><ul>{s.links(3)}</ul>", "related")}{item(s.more(4))}{item(s.more(1))}</div></main>{FOOT}"""
    return page(head, body), "Cape Courier", "2024-04-10"


@build
def joomla(s: Story) -> Built:
    body = f"""{NAV}<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h1
itemprop="headline">{TITLE}</h1></div><dl class="article-info muted"><dd class="createdby">Written by <span
itemprop="name">Dana Reed</span></dd><dd class="published">Published: <time datetime="2024-01-15T09:00:00+00:00"
itemprop="datePublished">15 January 2024</time></dd></dl><div itemprop="articleBody">{s.p(7)}</div><ul class="pager
pagenav"><li class="previous"><a href="/p">Prev: {s.headline()}</a></li></ul></div><div class="moduletable"><h3>Latest</h3>
<ul class="latestnews">{s.links(4)}</ul></div>{FOOT}"""
    return page(meta(og__site_name="Sound Sentinel"), body), "Sound Sentinel", "2024-01-15"


@build
def blogger(s: Story) -> Built:
    text = "<br /><br />".join(s.paragraphs(8))
    body = f"""<div class="content"><div class="main section" id="main"><div class="widget Blog"><div class="date-outer"><h2
class="date-header"><span>Monday, June 3, 2024</span></h2><div class="post hentry uncustomized-post-template"><h3
class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content" id="post-body-1">{text}<div
style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">Posted by Dana Reed</span>
</div></div><div class="comments" id="comments"><h4>2 comments:</h4><div id="comments-block"><dl><dt
class="comment-author">Ed said...</dt><dd class="comment-body"><p>{s.comment()}</p></dd><dt class="comment-author">Jo
said...</dt><dd class="comment-body"><p>{s.comment()}</p></dd></dl></div></div></div></div></div><div class="sidebar
section"><div class="widget BlogArchive"><ul class="posts">{s.links(4)}</ul></div></div></div>"""
    return page(meta(og__site_name="The Elm Blog"), body), "The Elm Blog", "2024-06-03"


@build
def blogger_divs(s: Story) -> Built:
    text = "".join(f"<div>{p}</div><div><br /></div>" for p in s.paragraphs(9))
    body = f"""<div class="post hentry"><h3 class="post-title entry-title"><a href="/x">{TITLE}</a></h3><div class="post-body
entry-content">{text}</div></div><div id="disqus_thread"><div class="post-message"><p>{s.comment()}</p></div></div>"""
    return (
        page(meta(og__site_name="The Elm Blog", article__published_time="2024-03-01"), body),
        "The Elm Blog",
        "2024-03-01",
    )


@build
def squarespace(s: Story) -> Built:
    head = (
        meta(og__site_name="Dune Dispatch", og__title=TITLE)
        + '<meta itemprop="datePublished" content="2024-05-07T12:00:00-0400">'
    )

    def block(inner: str) -> str:
        return (
            '<div class="sqs-block html-block sqs-block-html" data-block-type="2"><div class="sqs-block-content"><div '
            f'class="sqs-html-content">{inner}</div></div></div>'
        )

    body = f"""<main id="page"><article class="h-entry entry hentry"><div class="blog-item-wrapper"><h1 class="entry-title">
{TITLE}</h1><div class="blog-item-content e-content"><div class="sqs-layout"><div class="row sqs-row"><div class="col
sqs-col-12">{block(s.p(3, '<p class="" style="white-space:pre-wrap;">'))}<div class="sqs-block image-block"><div
class="image-caption-wrapper"><div class="image-caption"><p>{s.caption()}</p></div></div></div>{block(s.more(4))}
<div class="sqs-block quote-block"><figure class="block-animation"><blockquote><span>“</span>{s.quotes[0]}<span>”</span>
</blockquote><figcaption class="source">— Tom Lane</figcaption></figure></div>{block(s.more(3))}<div class="sqs-block
newsletter-block"><div class="newsletter-form"><p>{s.promo()}</p></div></div></div></div></div></div></div></article><div
class="blog-item-comments"><div class="squarespace-comments"><div class="comment-body"><p>{s.comment()}</p></div></div>
</div></main>"""
    return page(head, body), "Dune Dispatch", "2024-05-07"


@build
def ghost(s: Story) -> Built:
    head = ld(
        {
            "@type": "Article",
            "publisher": {"@type": "Organization", "name": "Harbour Letter", "url": "https://h.example/"},
            "headline": TITLE,
            "datePublished": "2024-07-02T06:00:00.000Z",
        }
    )
    body = f"""<div class="gh-viewport"><main class="gh-main"><article class="gh-article post"><header class="gh-article-header">
<h1 class="gh-article-title">{TITLE}</h1></header><section class="gh-content gh-canvas">{s.p(4)}<div class="kg-card
kg-signup-card"><div class="kg-signup-card-text"><p>{s.promo()}</p></div></div>{s.more(3)}<figure class="kg-card
kg-image-card kg-card-hascaption"><img src="a.jpg"><figcaption><span>{s.caption()}</span></figcaption></figure>
{s.more(3)}<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div
class="kg-bookmark-content"><div class="kg-bookmark-title">{s.headline()}</div><div class="kg-bookmark-description">
{s.teaser()}</div></div></a></figure>{s.more(2)}</section></article><aside class="gh-read-next"><h3>Read next</h3>
<article class="post-card"><h2>{s.headline()}</h2><p class="post-card-excerpt">{s.teaser()}</p></article></aside></main></div>"""
    return page(head, body), "Harbour Letter", "2024-07-02"


@build
def medium(s: Story) -> Built:
    head = meta(og__site_name="Medium", article__published_time="2024-01-02T11:00:00.000Z")
    body = f"""<div id="root"><article><div class="l"><section><div class="ab ca"><div class="ch bg fw"><h1 class="pw-post-title
fx fy" data-testid="storyTitle">{TITLE}</h1>{s.p(8, '<p class="pw-post-body-paragraph nk nl fu nm b">')}</div></div>
</section></div></article><div class="speechify-ignore"><div class="bl"><p>Written by Dana Reed</p><div class="bio"><p>
{s.bio()}</p></div></div><div><h2>More from Dana Reed</h2><article><h2>{s.headline()}</h2><p>{s.teaser()}</p></article>
</div><div><h2>Recommended from Medium</h2><article><h2>{s.headline()}</h2><p>{s.teaser()}</p></article></div></div></div>"""
    return page(head, body), "Medium", "2024-01-02"


@build
def substack(s: Story) -> Built:
    head = meta(og__title=TITLE, og__site_name="The Quay") + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-02-29T10:00:55+00:00",
            "publisher": {"@type": "Organization", "name": "The Quay"},
        }
    )
    body = f"""<div id="main" class="main"><article class="typography newsletter-post post"><div class="post-header"><h1
class="post-title published">{TITLE}</h1><h3 class="subtitle">What the vote means</h3></div><div class="available-content">
<div dir="auto" class="body markup">{s.p(5)}<div class="subscription-widget-wrap"><div class="subscription-widget"><div
class="preamble"><p class="cta-caption">{s.promo()}</p></div></div></div>{s.more(4)}<div class="captioned-image-container">
<figure><img src="a"><figcaption class="image-caption">{s.caption()}</figcaption></figure></div><div class="pullquote"><p>
“{s.quotes[1]}”</p></div>{s.more(3)}<blockquote><p>{s.said(0)}</p></blockquote><div class="embedded-post-wrap"><div
class="embedded-post"><div class="embedded-post-title">{s.headline()}</div><div class="embedded-post-body">{s.teaser()}
</div></div></div></div></div></article><div id="discussion" class="comments-section"><h4>Discussion about this post</h4>
<div class="comment"><div class="comment-body"><p>{s.comment()}</p></div></div></div></div>"""
    return page(head, body), "The Quay", "2024-02-29"


# --- The systems of large papers -----------------------------------------------------------------------------------


@build
def arc(s: Story) -> Built:
    head = meta(og__site_name="The Shore Post", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-03-12T21:30:00Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Shore Post"},
        }
    )
    paragraph = '<p class="c-paragraph article-body__paragraph b-article-body__text" data-el="text">'
    body = f"""<div id="fusion-app"><div class="b-right-rail"><main class="b-right-rail__main-wrapper"><h1 class="b-headline">
{TITLE}</h1><article class="b-article-body">{s.p(4, paragraph)}<div class="c-divider"></div><section
class="interstitial-link block-margin-bottom"><p class="interstitial">[ <a href="/x">{s.headline()}</a> ]</p></section>
{s.more(4, paragraph)}<div class="b-newsletter-widget"><h3>Newsletter</h3><p>{s.promo()}</p></div>{s.more(3, paragraph)}
<div class="b-author-bio"><div class="c-stack"><p>{s.bio()}</p></div></div></article><div class="b-comments"><div
class="coral-comment"><p>{s.comment()}</p></div></div></main><aside class="b-right-rail__rail-container"><div
class="b-results-list"><ul>{s.links(5)}</ul></div></aside></div></div>"""
    return page(head, body), "The Shore Post", "2024-03-12"


@build
def wapo_like(s: Story) -> Built:
    head = meta(og__site_name="The Shore Post") + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-03-13T01:30:00Z",
            "publisher": {"name": "Shore Post"},
        }
    )

    def cell(text: str) -> str:
        return f'<div class="wpds-c-hcZlgz PJLV article-body grid-center" data-qa="article-body">{text}</div>'

    body = f"""<div id="__next"><main><header><h1 data-testid="headline">{TITLE}</h1></header><div class="grid">
<div class="meteredContent grid-center">{cell(s.p(2))}<div class="wpds-c-ad">Advertisement</div>{cell(s.more(2))}
<div data-qa="article-body-ad"><div class="hide-for-print"><p>Advertisement</p></div></div>{cell(s.more(2))}<div
class="wpds-c-related" data-qa="related-links"><h3>Related stories</h3><ul>{s.links(3)}</ul></div>{cell(s.more(3))}
</div></div><div data-qa="comments-container"><p>{s.comment()}</p></div><div data-qa="author-bio" class="author-bio"><p>
{s.bio()}</p></div></main></div>"""
    return page(head, body), "The Shore Post", "2024-03-13"


@build
def chorus(s: Story) -> Built:
    head = meta(og__site_name="Verge of Elm", article__published_time="2024-04-02T13:30:00-04:00")
    body = f"""<main id="content"><article class="l-segment l-main-content"><div class="c-entry-hero"><h1 class="c-page-title">
{TITLE}</h1><p class="c-entry-summary p-dek">The vote was close.</p></div><div class="c-entry-content"><figure
class="e-image"><span class="e-image__meta"><figcaption>{s.caption()}</figcaption><cite>Rob Roe</cite></span></figure>
{s.p(5, '<p id="aB3">')}<div class="c-related-list"><h2 class="c-related-list__title">Related</h2><ul>{s.links(3)}</ul></div>
<aside class="c-newsletter_signup_box"><p>{s.promo()}</p></aside>{s.more(4)}<div class="c-recirc-module"><a href="/r"><span
class="c-rec__title">{s.headline()}</span></a></div>{s.more(2)}</div><div class="c-article-sources"></div></article>
<section class="c-comments"><div class="c-comments__comment"><p>{s.comment()}</p></div></section></main>"""
    return page(head, body), "Verge of Elm", "2024-04-02"


@build
def duet_like(s: Story) -> Built:
    head = meta(og__site_name="Verge of Elm", article__published_time="2024-04-03T13:30:00+00:00")

    def component(text: str) -> str:
        return f'<div class="duet--article--article-body-component"><p class="duet--article--dangerously-set-cms-markup">{text}</p></div>'

    parts = "".join(map(component, s.paragraphs(5)))
    rest = "".join(component(s.said()) for _ in range(4))
    body = f"""<div id="zephr-anchor"><div class="duet--article--lede"><h1>{TITLE}</h1></div><div
class="duet--layout--entry-body">{parts}<div class="duet--article--article-body-component"><div
class="duet--article--unordered-list"><h4>Related</h4><ul>{s.links(2)}</ul></div></div>{rest}<div
class="duet--article--article-body-component"><div class="duet--article--image-gallery-caption"><em>{s.caption()}</em>
</div></div></div><div class="duet--recirculation--related-list"><h2>Most Popular</h2><ol>{s.links(5)}</ol></div></div>"""
    return page(head, body), "Verge of Elm", "2024-04-03"


@build
def amp(s: Story) -> Built:
    head = "<style amp-boilerplate>body{}</style>" + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-20T04:12:00.000Z",
            "publisher": {"@type": "Organization", "name": "Coast Chronicle", "logo": {"@type": "ImageObject"}},
        }
    )
    body = f"""<amp-sidebar id="sb"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article class="amp-wp-article"><header
class="amp-wp-article-header"><h1 class="amp-wp-title">{TITLE}</h1></header><div class="amp-wp-article-content">
<amp-img src="a.jpg"></amp-img>{s.p(4)}<amp-ad type="doubleclick"></amp-ad>{s.more(4)}<amp-list src="/r"><div
class="related-article"><a href="/x">{s.headline()}</a></div></amp-list>{s.more(2)}<amp-user-notification><p>We use
cookies. “{s.other()}”</p></amp-user-notification></div></article>"""
    return page(head, body, attributes='class="amp-mode-mouse"'), "Coast Chronicle", "2024-06-20"


@build
def guardian_like(s: Story) -> Built:
    head = meta(og__site_name="the Warden", article__published_time="2024-05-22T10:00:00.000Z") + ld(
        [
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "publisher": {"@type": "Organization", "name": "The Warden"},
                "datePublished": "2024-05-22T10:00:00.000Z",
            },
            {"@type": "WebPage", "@id": "https://w.example/1"},
        ]
    )
    body = f"""<main data-layout="StandardLayout"><article><div data-gu-name="headline"><h1 class="dcr-1">{TITLE}</h1></div>
<div data-gu-name="standfirst"><div class="dcr-2"><p>Mayor wins vote after long debate</p><ul><li><a href="/live">
{s.headline()}</a></li></ul></div></div><div data-gu-name="media"><figure><figcaption class="dcr-3"><span>{s.caption()}
</span></figcaption></figure></div><div id="maincontent" data-gu-name="body"><div class="article-body-commercial-selector
article-body-viewer-selector dcr-4">{s.p(4, '<p class="dcr-5">')}<aside class="element-rich-link"
data-component="rich-link"><a href="/y">{s.headline()}</a><p>Read more</p></aside><gu-island
name="RichLinkComponent"><div data-print-layout="hide" class="dcr-6"><div><div class="dcr-7"><h5>{s.headline()}</h5></div>
</div></div></gu-island>{s.more(3, '<p class="dcr-5">')}<figure data-spacefinder-role="inline"><figure class="dcr-8"
id="newsletter"><h4>Sign up to First Edition</h4><p>{s.promo()}</p><p>Privacy Notice: Newsletters may contain info about
charities.</p></figure></figure>{s.more(3, '<p class="dcr-5">')}<figure class="dcr-9"><aside><blockquote><svg></svg>
<p>{s.quotes[2]}</p></blockquote><footer><cite>Tom Lane</cite></footer></aside></figure>{s.more(2, '<p class="dcr-5">')}
</div></div></article><div id="comments"><section id="comments-area"><p>{s.comment()}</p></section></div><section
data-component="most-popular"><h2>Most viewed</h2><ol>{s.links(5)}</ol></section></main>"""
    return page(head, body, lang="en"), "The Warden", "2024-05-22"


@build
def guardian_like_live(s: Story) -> Built:
    head = meta(og__site_name="the Warden") + ld(
        {
            "@type": "LiveBlogPosting",
            "headline": TITLE,
            "datePublished": "2024-05-23T06:00:00.000Z",
            "publisher": {"@type": "Organization", "name": "The Warden"},
        }
    )
    blocks = "".join(
        f"""<article id="block-{i}" data-block-id="block-{i}" class="block block--content dcr-1"><header><time
datetime="2024-05-23T0{i}:10:00Z">0{i}.10 BST</time><h2 class="dcr-2">Update number {i}</h2></header>{inner}<footer><a
href="#">Share</a></footer></article>"""
        for i, inner in enumerate([s.p(2), s.more(2), s.more(2), s.more(3), s.more(2)], 1)
    )
    body = f"""<main data-layout="LiveLayout"><h1>{TITLE}</h1><div id="key-events-carousel"><h2>Key events</h2><ul><li><a
href="#b">{s.headline()}</a></li></ul></div><div id="liveblog-body" class="js-liveblog-body">{blocks}</div><section
data-component="most-popular"><ol>{s.links(4)}</ol></section></main>"""
    return page(head, body, lang="en"), "The Warden", "2024-05-23"


@build
def bbc_like(s: Story) -> Built:
    head = meta(og__site_name="ABC News", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-05T08:14:22.000Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": "ABC News"},
        }
    )

    def blocks(paragraphs: str) -> str:
        return f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div class="ssrcss-7uxr49-RichTextContainer">{paragraphs}</div></div>'

    open_ = '<p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">'
    body = f"""<main id="main-content"><article class="ssrcss-pv1rh6-ArticleWrapper"><header data-component="headline-block">
<h1 id="main-heading">{TITLE}</h1></header><div data-component="image-block"><figure><figcaption><span
class="visually-hidden">Image caption, </span>{s.caption()}</figcaption></figure></div>{blocks(s.p(1, open_))}
{"".join(blocks(s.more(1, open_)) for _ in range(5))}<div data-component="links-block"><div class="ssrcss-1x"><p>Related
Internet Links</p><ul role="list">{s.links(3)}</ul></div></div>{"".join(blocks(s.more(1, open_)) for _ in range(3))}
<div data-component="subheadline-block"><h2>What next</h2></div>{"".join(blocks(s.more(1, open_)) for _ in range(4))}
<div data-component="unordered-list-block"><ul><li>{s.said(0)}</li></ul></div><section data-component="related-internet-links">
<ul>{s.links(2)}</ul></section></article><div data-component="mostRead"><h2>Most read</h2><ol>{s.links(6)}</ol></div></main>"""
    return page(head, body, lang="en-GB"), "ABC News", "2024-06-05"


@build
def bbc_like_new(s: Story) -> Built:
    head = meta(og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-06T08:14:22.000Z",
            "publisher": {"name": "ABC"},
        }
    )

    def block(text: str) -> str:
        return f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ"><p class="sc-eb7bd5f6-0 fYAfXe">{text}</p></div>'

    blocks = "".join(map(block, s.paragraphs(6)))
    rest = "".join(block(s.said()) for _ in range(5))
    body = f"""<main id="main-content"><article class="sc-3f"><div data-component="headline-block" class="sc-18"><h1>{TITLE}</h1>
</div><div data-component="byline-block"><time datetime="2024-06-06T08:14:22.000Z">2 days ago</time><span>Dana Reed</span>
<span>ABC News</span></div>{blocks}<div data-component="image-block"><figure><div><figcaption class="sc-de3">{s.caption()}
</figcaption></div></figure></div>{rest}<div data-component="links-block" class="sc-18"><ul><li><a href="/x">
{s.headline()}</a></li></ul></div></article><section data-component="related-stories"><h2>Related</h2><div
data-testid="dundee-card"><a href="/z"><h2 data-testid="card-headline">{s.headline()}</h2><p
data-testid="card-description">{s.teaser()}</p></a></div></section></main>"""
    return page(head, body, lang="en-GB"), "ABC", "2024-06-06"


@build
def nyt_like(s: Story) -> Built:
    head = meta(og__title=TITLE, article__published_time="2024-06-07T22:10:05.000Z") + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-07T22:10:05.000Z",
            "publisher": {"@id": "https://t.example/#publisher", "name": "The Elm Times"},
        }
    )
    open_ = '<p class="css-at9mc1 evys1bk0">'

    def column(paragraphs: str) -> str:
        return f'<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-0"><div class="css-53u6y8">{paragraphs}</div><aside class="css-ew4tgv" aria-label="companion column"></aside></div>'

    ad = '<div><div id="NYT_MAIN_CONTENT_1_REGION"></div></div><div class="css-1"><p>Advertisement</p><a>SKIP ADVERTISEMENT</a></div>'
    body = f"""<div id="app"><main id="site-content"><article id="story" class="css-1vxca1d"><header class="css-1"><h1
data-testid="headline">{TITLE}</h1></header><section name="articleBody" class="meteredContent css-1r7ky0e">
{column(s.p(3, open_))}{ad}{column(s.more(4, open_))}<div class="css-1w1paqe"><figure><figcaption><span>{s.caption()}
</span></figcaption></figure></div>{column(s.more(3, open_))}{ad}<div><section class="css-rel" data-testid="related-links-block"><h2>
More on the vote</h2><ul><li><a href="/m"><strong>{s.headline()}</strong>: {s.teaser()}</a></li></ul></section></div>
{column(s.more(4, open_))}{column(s.more(1, open_))}</section><div class="bottom-of-article"><div class="css-bio"><p>Dana
Reed reported from Elm.</p><p><a href="/by">Dana Reed</a> covers the coast for The Times. “{s.other()}” is her latest book.
<a>More about Dana Reed</a></p></div></div></article><div id="bottom-wrapper"><section><h2>Trending in The Times</h2>
<ul>{s.links(4)}</ul></section></div></main></div>"""
    return page(head, body), "The Elm Times", "2024-06-07"


@build
def ap_like(s: Story) -> Built:
    head = meta(og__site_name="EP News", og__title=TITLE, article__published_time="2024-06-08T14:00:00") + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-08T14:00:00Z",
            "publisher": {"@type": "Organization", "name": "EP News"},
        }
    )
    promo = f"""<div class="HTMLModuleEnhancement"><div class="PageListEnhancementGeneric"><div class="PagePromo" data-gtm-region="{TITLE}">
<div class="PagePromo-content"><bsp-custom-headline><div class="PagePromo-title"><a class="Link" href="/a"><span
class="PagePromoContentIcons-text">{s.headline()}</span></a></div></bsp-custom-headline><div class="PagePromo-byline">4 MIN
READ</div></div></div></div></div>"""
    hub = f"""<div class="HubLinkEnhancement Enhancement"><p><a href="/hub/x">Full coverage: {s.headline()}</a></p></div>"""
    body = f"""<div class="Page-content"><main class="Page-main"><h1 class="Page-headline">{TITLE}</h1><div class="Page-lead"><figure
class="Figure"><figcaption class="Figure-caption"><p>{s.caption()} (EP Photo/Rob Roe)</p></figcaption></figure></div><div
class="Page-storyBody"><div class="RichTextStoryBody RichTextBody">{s.p(4)}{promo}{s.more(3)}<div class="Advertisement
Enhancement">Advertisement</div>{s.more(3)}{hub}{s.more(3)}<p>___</p><p>Associated writer Jo Moss contributed to this
report.</p></div></div><div class="Page-below"><bsp-list-loadmore class="PageListStandardB"><div
class="PageList-header-title">Most read</div><div class="PagePromo"><a href="/r">{s.headline()}</a><div
class="PagePromo-description">{s.teaser()}</div></div></bsp-list-loadmore></div></main></div>"""
    return page(head, body), "EP News", "2024-06-08"


@build
def reuters_like(s: Story) -> Built:
    head = meta(og__site_name="Rotor", article__published_time="2024-06-09T05:00:00Z", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-09T05:00:00Z",
            "publisher": {"name": "Rotor"},
        }
    )
    blocks = "".join(
        f'<div data-testid="paragraph-{i}" class="text__text__1FZLe text__dark-grey__3Ml43 article-body__paragraph__2-BtD">{text}</div>'
        for i, text in enumerate(s.paragraphs(12))
    )
    body = f"""<div id="fusion-app"><main><article data-testid="Article"><header><h1 data-testid="Heading">{TITLE}</h1><div
data-testid="Summary"><ul data-testid="SummaryList"><li>Mayor won by one vote</li></ul></div></header><div
data-testid="primary-image"><figcaption data-testid="image-caption"><p>{s.caption()}</p></figcaption></div><div
class="article-body__content__17Yit">{blocks}<div data-testid="NewsletterRegistration"><p>{s.promo()}</p></div>
<p data-testid="Body" class="sign-off__3">Reporting by Dana Reed; Editing by Jo Moss</p></div><div
data-testid="AuthorBio" class="author-bio__large"><p>{s.bio()}</p></div></article><div data-testid="ReadNext"><h2>Read
Next</h2><ul>{s.links(4)}</ul></div></main></div>"""
    return page(head, body, lang="en"), "Rotor", "2024-06-09"


@build
def tncms(s: Story) -> Built:
    head = (
        meta(og__site_name="Elm County Gazette", og__title=TITLE)
        + '<meta itemprop="datePublished" content="2024-05-01T17:00:00-05:00">'
    )
    body = f"""{NAV}<div id="main-page-container"><article class="asset article" itemscope itemtype="https://schema.org/NewsArticle"><header
class="asset-header"><h1 class="headline" itemprop="headline"><span>{TITLE}</span></h1></header><div id="asset-content"
class="asset-content"><div itemprop="articleBody" id="article-body" class="asset-body"><div class="subscriber-preview">
{s.p(3)}</div><div id="tncms-region-article_instory_top" class="tncms-region"><div class="card summary newsletter-widget">
<p>{s.promo()}</p></div></div><div class="subscriber-only">{s.more(4)}</div><div class="inline-asset
inline-article"><h4>Related to this story</h4><div class="tnt-headline"><a href="/x">{s.headline()}</a></div><p
class="tnt-summary lead">{s.teaser()}</p></div><div class="subscriber-only">{s.more(5)}</div></div></div><div
class="author-bio"><p>{s.bio()}</p></div><div id="asset-comments" class="asset-comments"><div class="user-comment"><p>
{s.comment()}</p></div></div></article><aside class="sidebar"><div class="block most-popular"><ul>{s.links(5)}</ul></div>
</aside></div>{FOOT}"""
    return page(head, body), "Elm County Gazette", "2024-05-01"


@build
def tncms_hidden_body(s: Story) -> Built:
    head = meta(og__site_name="Elm County Gazette", article__published_time="2024-05-02T17:00:00-05:00")
    body = f"""{NAV}<article class="asset article"><h1 class="headline">{TITLE}</h1><div class="asset-content subscriber-premium">
<div itemprop="articleBody" id="article-body" class="asset-body"><div class="subscriber-preview">{s.p(2)}</div><div
class="subscriber-only hidden" style="display: none;">{s.more(4)}</div><div class="subscriber-only" hidden>{s.more(4)}</div>
<div class="subscription-required paywall-prompt"><p>{s.promo()}</p><p>Already a subscriber? Log in.</p></div></div></div>
</article>{FOOT}"""
    return page(head, body), "Elm County Gazette", "2024-05-02"


@build
def gannett(s: Story) -> Built:
    head = meta(og__site_name="The Elm Republic", og__title=TITLE) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-10T09:04:00Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Elm Republic"},
        }
    )
    open_ = '<p class="gnt_ar_b_p">'
    body = f"""<div class="gnt_cw"><main class="gnt_cw_a"><article class="gnt_pr"><h1 class="gnt_ar_hl">{TITLE}</h1><div
class="gnt_ar_by">Dana Reed<div class="gnt_ar_by_p">The Elm Republic</div></div><div class="gnt_ar_dt"
aria-label="Published 9:04 a.m. UTC Jun. 10, 2024"></div><div class="gnt_ar_b">{s.p(4, open_)}<a class="gnt_ar_b_sp
gnt_ar_b_pmo" href="/s">{s.headline()}</a><aside class="gnt_em gnt_em_gl" aria-label="advertisement"></aside>
{s.more(3, open_)}<p class="gnt_ar_b_p"><strong class="gnt_ar_b_p_st">More:</strong> <a class="gnt_ar_b_a" href="/q">
{s.headline()}</a></p>{s.more(3, open_)}<figure class="gnt_em gnt_em_img"><div class="gnt_em_img_ccw" data-c-caption="x">
<div class="gnt_em_img_c">{s.caption()}</div></div></figure>{s.more(3, open_)}<p class="gnt_ar_b_p"><em>Reach Dana Reed at
dreed@republic.example. “{s.other()}”</em></p></div></article></main><aside class="gnt_cw_b"><div class="gnt_se_r">
<ul>{s.links(4)}</ul></div></aside></div>"""
    return page(head, body), "The Elm Republic", "2024-06-10"


@build
def hearst_cards(s: Story) -> Built:
    head = meta(og__site_name="Gulf Chronicle", article__published_time="2024-03-20T10:00:00Z")
    open_ = '<p class="text">'
    body = f"""<div class="article--wrapper"><h1 class="headline">{TITLE}</h1><section class="article--content-wrapper"><section
class="body paywall">{s.p(3, open_)}<div class="article--content-inner"><div class="package package--text"><a
href="/r">{s.headline()}</a></div></div></section><section class="body paywall">{s.more(4, open_)}</section><section
class="body paywall">{s.more(3, open_)}</section></section><div class="article--info-bio"><p>{s.bio()}</p></div><div
class="zone zone-recirc"><h3>More to explore</h3><ul>{s.links(3)}</ul></div></div>"""
    return page(head, body), "Gulf Chronicle", "2024-03-20"


@build
def mcclatchy(s: Story) -> Built:
    head = ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "June 11, 2024 5:30 AM",
            "publisher": {"@type": "Organization", "name": "Bay Bee"},
        }
    )
    body = f"""<main class="story-body-wrapper"><article class="paper story-body"><h1 class="h1">{TITLE}</h1><time
class="update-date">Updated June 12, 2024</time>{s.p(5)}<div class="card zeus-collection combo" id="recommended"><h4
class="label">Recommended</h4><h3><a href="/c">{s.headline()}</a></h3></div>{s.more(4)}<div class="card newsletter-card"><p>
{s.promo()}</p></div>{s.more(2)}<p class="time publication">This story was originally published June 11, 2024, 5:30 AM.</p>
<div class="card author-bio"><div class="author-info"><span class="bio">{s.bio()}</span></div></div></article></main>"""
    return page(head, body), "Bay Bee", "2024-06-11"


@build
def cnn_like(s: Story) -> Built:
    head = meta(og__site_name="ENN", og__title=TITLE, article__published_time="2024-06-13T11:00:00.000Z")
    open_ = '<p class="paragraph inline-placeholder vossi-paragraph" data-uri="x" data-component-name="paragraph">'
    body = f"""<section class="layout__wrapper"><section class="layout__main"><h1 id="maincontent" class="headline__text">{TITLE}
</h1><main class="article__main"><div class="article__content-container"><div class="article__content" itemprop="articleBody">
<div class="source inline-placeholder"><cite class="source__cite"><span class="source__location">Port Elm</span> <span
class="source__text">ENN</span> — </cite></div>{s.p(4, open_)}<div class="image image__hide-placeholder"><div
class="image__metadata"><div class="image__caption attribution"><span data-editable="metaCaption">{s.caption()}</span></div>
</div></div>{s.more(3, open_)}<div class="related-content related-content--article" data-component-name="related-content"><div
class="related-content__link"><span class="related-content__title">Related article</span><span
class="related-content__headline">{s.headline()}</span></div></div>{s.more(4, open_)}<h2
class="subheader">What comes next</h2>{s.more(2, open_)}</div></div></main></section><section class="layout__bottom"><div
class="zone__items"><h2>Up next</h2><div class="card"><span class="container__headline-text">{s.headline()}</span></div>
</div></section></section>"""
    return page(head, body), "ENN", "2024-06-13"


@build
def fox_like(s: Story) -> Built:
    head = meta(og__site_name="Elm Fox", og__title=TITLE) + '<meta name="dc.date" content="2024-06-14">'
    body = f"""<div class="page-content"><main class="main-content"><article class="article-wrap"><header class="article-header"><h1
class="headline speakable">{TITLE}</h1></header><div class="article-content"><div class="article-body"><div
class="featured image-ct"><div class="caption"><p>{s.caption()}</p></div></div>{s.p(3, '<p class="speakable">')}<p><strong>
<a href="/u">{s.headline().upper()}</a></strong></p>{s.more(3)}<div class="ad-container"></div>
<p><a href="/app" target="_blank"><strong>CLICK HERE TO GET THE APP</strong></a></p>{s.more(3)}<div class="article-meta">
<p>{s.bio()}</p></div></div></div></article></main><div class="sidebar-columns"><section class="collection"><ul>{s.links(4)}</ul></section></div></div>"""
    # The link is printed in capitals, so its quotation is looked for in capitals.
    s.foreign = [*s.foreign, s.foreign[1].upper()]
    return page(head, body), "Elm Fox", "2024-06-14"


@build
def telegraph_spans(s: Story) -> Built:
    head = meta(og__site_name="The Elm Wire", article__published_time="2024-06-15T05:00+0100")
    body = f"""<main id="main-content"><article itemtype="https://schema.org/NewsArticle"><h1 class="e-headline">{TITLE}</h1><div
class="articleBodyText section"><div class="article-body-text component version-1"><div class="component-content">
{s.p(3)}</div></div></div><div class="articleRelatedList section"><ul>{s.links(2)}</ul></div><div class="articleBodyText
section"><div class="article-body-text component version-1"><div class="component-content">{s.more(4)}</div></div></div>
<div class="htmlEmbed section"><iframe></iframe></div><div class="articleBodyText section"><div class="article-body-text
component version-1"><div class="component-content">{s.more(4)}</div></div></div><div class="articleBodyText section"><div
class="article-body-text component version-1"><div class="component-content">{s.more(1)}</div></div></div></article></main>"""
    return page(head, body, lang="en-gb"), "The Elm Wire", "2024-06-15"


@build
def mail_like(s: Story) -> Built:
    head = meta(og__site_name="Elm Post Online", article__published_time="2024-06-16T11:22:33+0100")
    open_ = '<p class="mol-para-with-font">'
    body = f"""<div class="article-text wide"><h2>{TITLE}</h2><ul class="mol-bullets-with-font"><li class="class"><strong>Mayor won by
one vote</strong></li><li class="class"><a href="/o"><strong>READ MORE: {s.headline()}</strong></a></li></ul><p
class="author-section byline-plain">By <a class="author" rel="nofollow">DANA REED</a></p><p class="byline-section"><span
class="article-timestamp article-timestamp-published">Published: <time datetime="2024-06-16T11:22:33+0100">11:22, 16 June
2024</time></span></p><div itemprop="articleBody">{s.p(3, open_)}<div class="mol-img-group"><img src="x"><p
class="imageCaption">{s.caption()}</p></div>{s.more(3, open_)}<div class="mol-factbox related-carousel"><h3>RELATED
ARTICLES</h3><ul>{s.links(3)}</ul></div>{s.more(4, open_)}<div class="art-ins mol-promo"><a href="/w">{s.headline()}</a></div>
{s.more(2, open_)}</div></div><div id="reader-comments"><div class="comment"><p class="comment-body comment-text">
{s.comment()}</p></div></div>"""
    return page(head, body, lang="en-GB"), "Elm Post Online", "2024-06-16"


@build
def indian_portal(s: Story) -> Built:
    head = ld({"@type": "WebPage"}) + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-06-17T18:30:00+05:30",
            "publisher": {"@type": "Organization", "name": "Elm Express"},
        }
    )
    text = "<br/><br/>".join(s.paragraphs(4))
    rest = "<br/><br/>".join(s.said() for _ in range(5))
    body = f"""<div class="container"><h1 itemprop="headline">{TITLE}</h1><div class="story_details"><div class="_3YYSt clearfix">
<div class="ga-headlines">{text}<div class="inline-also-read"><b>Also Read: <a href="/k">{s.headline()}</a></b></div><br/>
{rest}</div></div><p class="disclaimer">(This story has not been edited by our staff.)</p></div><div
class="you-may-like"><h3>You May Like</h3>{s.links(4)}</div><div class="comment-section"><p>{s.comment()}</p></div></div>"""
    return page(head, body, lang="en"), "Elm Express", "2024-06-17"


@build
def also_read_lines(s: Story) -> Built:
    head = meta(og__site_name="Elm Express", article__published_time="2024-06-18T08:00:00+05:30")
    body = f"""<div class="story-content"><h1>{TITLE}</h1>{s.p(3)}<p><strong>Also Read | </strong><a href="/k">{s.headline()}</a></p>
{s.more(3)}<p><strong>ALSO READ: <a href="/k">{s.headline()}</a></strong></p>{s.more(3)}<p>READ | <a href="/k">
{s.headline()}</a></p>{s.more(1)}<p>Don’t miss: <a href="/k">{s.headline()}</a></p>{s.more(1)}<p><a href="/k">
{s.headline()}</a></p>{s.more(1)}</div>"""
    return page(head, body), "Elm Express", "2024-06-18"


# --- Kinds of article ------------------------------------------------------------------------------------------------


@build
def interview(s: Story) -> Built:
    head = meta(og__site_name="Elm Review", article__published_time="2024-05-30T08:00:00Z")
    turns = ""
    for i in range(6):
        words = s.words()
        s.quotes += [f"Ann Marlowe: {words}"]
        turns += f"<p><b>Elm Review:</b> What about the {('pier', 'tram', 'mill', 'quay', 'bank', 'dam')[i]}, then?</p>"
        turns += f"<p><strong>Ann Marlowe:</strong> {words}. That is how it has always been in this town.</p>"
    body = f"""{NAV}<article><h1>Ann Marlowe on the vote</h1><div class="article-body"><p>Ann Marlowe has run the harbour of Elm
since the flood of 2009. She met us on the quay on Monday, in the rain.</p>{turns}</div></article>{FOOT}"""
    return page(head, body, title="Ann Marlowe on the vote"), "Elm Review", "2024-05-30"


@build
def press_release(s: Story) -> Built:
    head = meta(og__site_name="PR Elmwire", og__title=TITLE) + '<meta name="date" content="2024-06-19T08:00:00-04:00">'
    body = f"""<main class="main"><article class="news-release static-template"><header><h1>{TITLE}</h1><p class="mb-no"><span
class="xn-chron">Jun 19, 2024</span>, 08:00 ET</p></header><section class="release-body container"><div class="row"><div
class="col-lg-10">{s.p(6)}<p><b>About the Elm Harbour Board</b><br/>The board has run the harbour since 1911.</p><p>SOURCE Elm
Harbour Board</p></div></div></section></article><section class="container more-from-source"><h2>Also from this
source</h2><div class="card"><h3>{s.headline()}</h3><p>{s.teaser()}</p></div></section></main>"""
    return page(head, body), "PR Elmwire", "2024-06-19"


@build
def listicle(s: Story) -> Built:
    head = meta(og__site_name="Elm Weekly", article__published_time="2024-04-20T08:00:00Z")
    items = "".join(
        f'<div class="listicle-slide"><h2 class="slide-title"><span>{i}</span> The {name}</h2><div class="slide-body">{s.more(2)}</div></div>'
        for i, name in enumerate(("pier", "mill", "quay", "tram", "dam"), 1)
    )
    body = f"""{NAV}<main><h1>Five places to see in Elm</h1><div class="intro">{s.p(2)}</div><div class="listicle">{items}</div>
<div class="trending-now"><h3>Trending</h3><ul>{s.links(4)}</ul></div></main>{FOOT}"""
    return page(head, body, title="Five places to see in Elm"), "Elm Weekly", "2024-04-20"


@build
def live_ticker(s: Story) -> Built:
    head = meta(og__site_name="Elm Radio", article__published_time="2024-04-21T08:00:00Z")
    entries = "".join(
        f'<li class="lx-stream__post-container"><article class="lx-stream-post gs-u-pb"><header><time>{i}:15</time><h3 class="lx-stream-post__header-title">Entry {i}</h3></header><div class="lx-stream-post-body">{s.more(2)}</div></article></li>'
        for i in range(1, 7)
    )
    body = f"""{NAV}<main><h1>{TITLE}</h1><div class="lx-summary">{s.p(1)}</div><ol class="lx-stream__feed">{entries}</ol></main>
<div id="disqus_thread"></div>{FOOT}"""
    return page(head, body), "Elm Radio", "2024-04-21"


@build
def many_comments(s: Story) -> Built:
    head = meta(og__site_name="Elm Herald", article__published_time="2024-04-22T08:00:00Z")
    comments = "".join(
        f'<div class="dsq-comment" id="c{i}"><div class="dsq-comment-message"><p>{s.comment()}</p><p>{s.comment()}</p></div></div>'
        for i in range(20)
    )
    body = f"""{NAV}<div class="story"><h1>{TITLE}</h1><div class="story-text">{s.p(5)}</div></div><section class="reader-responses"
id="disqus_thread"><h2>Comments</h2>{comments}</section>{FOOT}"""
    return page(head, body), "Elm Herald", "2024-04-22"


@build
def unmarked_comments(s: Story) -> Built:
    head = meta(og__site_name="Elm Herald", article__published_time="2024-04-23T08:00:00Z")
    comments = "".join(f"<div><b>Reader {i}</b><p>{s.comment()}</p></div>" for i in range(5))
    body = f"""{NAV}<div class="story"><h1>{TITLE}</h1><div class="story-text">{s.p(7)}</div><h3>Comments</h3><div>{comments}</div>
</div>{FOOT}"""
    return page(head, body), "Elm Herald", "2024-04-23"


@build
def unmarked_tail(s: Story) -> Built:
    head = meta(og__site_name="Elm Herald", article__published_time="2024-04-24T08:00:00Z")
    body = f"""{NAV}<article><h1>{TITLE}</h1>{s.p(7)}<h3>Related stories</h3><ul>{s.links(3)}</ul><h3>About the author</h3><p>
{s.bio()}</p><h3>Newsletter</h3><p>{s.promo()}</p></article>{FOOT}"""
    return page(head, body), "Elm Herald", "2024-04-24"


@build
def paywall(s: Story) -> Built:
    head = meta(og__site_name="Elm Ledger", article__published_time="2024-04-25T08:00:00Z")
    body = f"""{COOKIES}{NAV}<article class="article"><h1 class="title">{TITLE}</h1><div class="article-text">{s.p(4)}</div><div
class="paywall-overlay"><h2>Subscribe to continue</h2><p>{s.promo()}</p><p>Already a subscriber? Sign in</p></div></article>
<div class="modal subscribe-modal" role="dialog"><p>{s.promo()}</p></div>{FOOT}"""
    s.foreign.append("You can withdraw your consent at any time")
    return page(head, body), "Elm Ledger", "2024-04-25"


@build
def hashed_classes(s: Story) -> Built:
    head = meta(og__site_name="Elm Times", article__published_time="2024-04-26T08:00:00Z")

    def part(inner: str) -> str:
        return f'<div class="_a1b2 _c3d4"><div class="_e5f6">{inner}</div></div>'

    body = f"""<div id="root"><div class="_x"><h1 class="_h">{TITLE}</h1>{part(s.p(2))}{part(s.more(2))}<div class="_q9"><a
href="/n"><span>{s.headline()}</span></a></div>{part(s.more(2))}{part(s.more(3))}{part(s.more(1))}</div></div>"""
    return page(head, body), "Elm Times", "2024-04-26"


@build
def table_layout(s: Story) -> Built:
    text = "<br><br>".join(s.paragraphs(8))
    body = f"""<table width="760"><tr><td width="150"><a href="/">Home</a><br><a href="/n">News</a></td><td><h1>{TITLE}</h1><font
size="2">By Dana Reed<br>Monday, June 3, 2002</font><br><br><font face="Arial">{text}</font></td><td width="150"><b>Also
today</b><br>{s.links(3, "div")}</td></tr></table>"""
    return page(meta(og__site_name="Old Elm Times"), body), "Old Elm Times", "2002-06-03"


@build
def short_note(s: Story) -> Built:
    head = meta(og__site_name="Elm Post", article__published_time="2024-04-27T08:00:00Z")
    body = f"<h1>Ferry closes</h1><p>{s.said(0)}</p><p>{s.said(1)}</p>"
    return page(head, body, title="Ferry closes"), "Elm Post", "2024-04-27"


@build
def short_note_divs(s: Story) -> Built:
    head = meta(og__site_name="Elm Post", article__published_time="2024-04-28T08:00:00Z")
    body = f"<div><h1>Ferry closes</h1><div>{s.said(0)}</div><div>{s.said(1)}</div><div>{s.said(2)}</div></div>"
    return page(head, body, title="Ferry closes"), "Elm Post", "2024-04-28"


@build
def short_note_breaks(s: Story) -> Built:
    head = meta(og__site_name="Elm Post", article__published_time="2024-04-29T08:00:00Z")
    body = f"<h1>Ferry closes</h1>{s.said(0)}<br>{s.said(1)}<br/>{s.said(2)}"
    return page(head, body, title="Ferry closes"), "Elm Post", "2024-04-29"


@build
def quotes_in_links(s: Story) -> Built:
    """Quotations of the article that are links themselves, whole or in part."""
    head = meta(og__site_name="Elm Watch", article__published_time="2024-04-30T08:00:00Z")
    linked = ""
    for _ in range(4):
        words = s.words()
        s.quotes.append(words)
        linked += (
            f'<p><a href="/t">“{words},”</a> Tom Lane <a href="/w">wrote</a> on Monday, to <a href="/z">nobody</a>.</p>'
        )
    words = s.words()
    s.quotes.append(words)
    body = f"""{NAV}<article><h1>{TITLE}</h1><div class="content">{s.p(4)}{linked}<p>Lane <a href="/f">told The Elm Watch in
March that “{words}” and that it was no secret.</a></p>{s.more(2)}</div></article>{FOOT}"""
    return page(head, body), "Elm Watch", "2024-04-30"


@build
def sections_with_headings(s: Story) -> Built:
    head = meta(og__site_name="Elm Policy", article__published_time="2024-03-30T08:00:00Z")
    parts = "".join(
        f'<section class="explainer__section"><h2>{title}</h2><div class="rte">{s.more(3)}</div></section>'
        for title in ("What was decided", "Who gains", "What comes next")
    )
    body = f"""{NAV}<main class="explainer"><header><h1>{TITLE}</h1></header><div class="intro rte">{s.p(2)}</div>{parts}<section
class="explainer__related"><h2>Further reading</h2><ul>{s.links(3)}</ul></section></main>{FOOT}"""
    return page(head, body), "Elm Policy", "2024-03-30"


@build
def sidebar_classes_on_wrappers(s: Story) -> Built:
    head = meta(og__site_name="Elm Standard", article__published_time="2024-03-29T08:00:00Z")
    body = f"""{NAV}<div class="page-wrap has-sidebar related-on newsletter-popup-active"><div class="row main-and-sidebar"><div
class="col-md-8 left-of-sidebar"><article class="single-post tag-newsletter category-promoted comments-open"><h1>{TITLE}</h1>
<div class="single-body">{s.p(9)}</div></article></div><div class="col-md-4 sidebar"><div class="widget"><ul>{s.links(5)}
</ul></div></div></div></div>{FOOT}"""
    attributes = 'class="single single-post has-sidebar comments-enabled newsletter-bar-visible"'
    return page(head, body, attributes=attributes), "Elm Standard", "2024-03-29"


@build
def next_article_below(s: Story) -> Built:
    head = meta(og__site_name="Elm Standard", og__title=TITLE, article__published_time="2024-03-28T08:00:00Z")
    other = "".join(f"<p>{s.teaser()} It was a long day in a small town, and nobody slept.</p>" for _ in range(5))
    body = f"""{NAV}<article class="article-full" data-id="1"><h1>{TITLE}</h1><div class="article-full__body">{s.p(8)}</div></article>
<article class="article-full next-article" data-id="2"><h1>Another story entirely</h1><div class="article-full__body">{other}
</div></article>{FOOT}"""
    return page(head, body), "Elm Standard", "2024-03-28"


@build
def photo_essay(s: Story) -> Built:
    head = meta(og__site_name="Elm Lens", article__published_time="2024-03-27T08:00:00Z")
    shots = "".join(
        f'<div class="slide"><img src="x"><div class="slide-caption photo-credit">{s.caption()}</div></div>'
        for _ in range(4)
    )
    body = f"""{NAV}<article><h1>{TITLE}</h1><div class="gallery slideshow">{shots}</div><div class="body">{s.p(7)}</div></article>{FOOT}"""
    return page(head, body), "Elm Lens", "2024-03-27"


@build
def factbox_and_timeline(s: Story) -> Built:
    """Boxes that are the article's own stay."""
    head = meta(og__site_name="Elm Lens", article__published_time="2024-03-26T08:00:00Z")
    body = f"""{NAV}<article><h1>{TITLE}</h1><div class="body">{s.p(5)}<div class="factbox"><h3>The case so far</h3><p>{s.said(0)}</p>
<ul><li>{s.said(1)}</li><li>{s.said(0)}</li></ul></div>{s.more(4)}<details><summary>What the law says</summary><p>{s.said(3)}
</p></details>{s.more(2)}</div></article>{FOOT}"""
    return page(head, body), "Elm Lens", "2024-03-26"


@build
def form_wrapped(s: Story) -> Built:
    body = f"""<form id="aspnetForm" method="post"><div class="aspNetHidden"><input type="hidden"></div>{NAV}<div class="article"><h1>
{TITLE}</h1><div class="datestamp">Published 25 March 2024</div>{s.p(8)}</div><div class="newsletter-signup"><p>{s.promo()}</p>
</div></form>{FOOT}"""
    return page(meta(og__site_name="Elm Council News"), body), "Elm Council News", "2024-03-25"


@build
def no_head(s: Story) -> Built:
    body = f"""<p><a href="/">Elm Argus</a></p><h1>{TITLE}</h1><p>By Dana Reed</p><p>March 24, 2024</p>{s.p(7)}"""
    return f"<html><body>{body}</body></html>", None, "2024-03-24"


@build
def unclosed_paragraphs(s: Story) -> Built:
    head = meta(og__site_name="Elm Argus", article__published_time="2024-03-23")
    body = f"<h1>{TITLE}</h1><div class=story>" + "".join(f"<p>{text}\n" for text in s.paragraphs(9)) + "</div>"
    return page(head, body), "Elm Argus", "2024-03-23"


@build
def spans_and_emphasis(s: Story) -> Built:
    """Quotations cut up by inline elements."""
    head = meta(og__site_name="Elm Argus", article__published_time="2024-03-22")
    cut = ""
    for _ in range(6):
        words = s.words()
        s.quotes.append(words)
        a, b, c = words.split(" ", 2)
        cut += f'<p><span>“</span>{a} <em>{b}</em> <span class="x"><b>{c}</b></span><span>,” said </span><a href="/p">Ann Marlowe</a>.</p>'
    body = f"<article><h1>{TITLE}</h1>{s.p(3)}{cut}</article>"
    return page(head, body), "Elm Argus", "2024-03-22"


# --- Parts without telling names -------------------------------------------------------------------------------------

UNNAMED = meta(og__site_name="Elm Plain", article__published_time="2024-03-21")


@build
def bios_italic(s: Story) -> Built:
    return (
        page(UNNAMED, f"{NAV}<article><h1>{TITLE}</h1><div class=c>{s.p(5)}<p><em>{s.bio()}</em></p></div></article>"),
        "Elm Plain",
        "2024-03-21",
    )


@build
def hr_then_promo(s: Story) -> Built:
    return (
        page(UNNAMED, f"<article><h1>{TITLE}</h1>{s.p(5)}<hr><p><i>{s.promo()}</i></p></article>"),
        "Elm Plain",
        "2024-03-21",
    )


@build
def tout_cards(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<main><h1>{TITLE}</h1><div class=content>{s.p(4)}<div class='tout'><a href=x><img></a><div><span class=k>News</span><a href=x>{s.headline()}</a><p>{s.teaser()}</p></div></div>{s.more(4)}</div></main>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def river_below(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<main><h1>{TITLE}</h1><div class=content>{s.p(6)}</div></main><div class='river'>"
            + "".join(
                f"<div class=item><h2><a href=x>{s.headline()}</a></h2><p>{s.teaser()}</p></div>" for _ in range(6)
            )
            + "</div>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def ul_river_no_class(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<div><h1>{TITLE}</h1><div>{s.p(6)}</div><ul>"
            + "".join(f"<li><a href=x>{s.headline()}</a><span>{s.teaser()}</span></li>" for _ in range(6))
            + "</ul></div>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def top_hero_ticker(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<div class=ticker><span>Breaking</span><a href=x>{s.headline()}</a></div><div><h1>{TITLE}</h1><div>{s.p(6)}</div></div>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def first_div_class(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class='article-content first'>{s.p(4)}</div><div class='ad'>Advertisement</div><div class='article-content second'>{s.more(4)}</div><div class='article-content last'>{s.more(4)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def spans_body(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class='article-body'>"
            + "".join(f"<span class=para>{t}</span><br>" for t in s.paragraphs(8))
            + "</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def lists_body(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class='article-body'>{s.p(3)}<ul>"
            + "".join(f"<li><p>{s.said()}</p></li>" for _ in range(4))
            + "</ul><ol>"
            + "".join(f"<li>{s.said()}</li>" for _ in range(3))
            + f"</ol>{s.more(3)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def headings_quote(s: Story) -> Built:
    w = s.words()
    s.quotes.append(w)
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class='article-body'>{s.p(4)}<h2>“{w}”</h2>{s.more(4)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def sections_ids(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<div id=main><h1>{TITLE}</h1>"
            + "".join(
                f"<section id='s{i}' class='story-part part-{i}'><div class='text'>{s.more(2)}</div></section>"
                for i in range(6)
            )
            + f"<section class='story-part part-more'><h2>More from Elm</h2><ul>{s.links(3)}</ul></section></div>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def comments_unmarked_names(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class=b>{s.p(6)}</div></article><section><h2>5 Comments</h2>"
            + "".join(f"<div class=c><h5>Ed</h5><p>{s.comment()}</p></div>" for _ in range(5))
            + "</section>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def captions_em(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class=b>{s.p(3)}<p><img src=x><em>{s.caption()} (Photo: Rob Roe)</em></p>{s.more(4)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def cookie_unmarked(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<div class='cc-window cc-banner'><span>“{s.other()}”, we say of cookies. Cookies help us.</span></div><article><h1>{TITLE}</h1><div class=b>{s.p(6)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def aside_own(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class=b>{s.p(4)}<table><tr><td>{s.said(0)}</td></tr><tr><td>{s.said(1)}</td></tr></table>{s.more(4)}</div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def gallery_body(s: Story) -> Built:
    return (
        page(
            UNNAMED,
            f"<article><h1>{TITLE}</h1><div class='lead'>{s.p(2)}</div><div class='gallery-body'>{s.more(3)}</div><div class='body-2'><div><div>{s.more(3)}</div></div></div></article>",
        ),
        "Elm Plain",
        "2024-03-21",
    )


@build
def pre_text(s: Story) -> Built:
    return (
        page(UNNAMED, f"<article><h1>{TITLE}</h1><pre>" + "\n\n".join(s.paragraphs(7)) + "</pre></article>"),
        "Elm Plain",
        "2024-03-21",
    )
