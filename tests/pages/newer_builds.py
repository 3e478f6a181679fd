"""Builds written before any of them was read once: a measure of pages that nobody fitted the reader to."""

# ruff: noqa: E501 - pages are written as systems print them
from __future__ import annotations

from pages.builds import COOKIES, FOOT, NAV, TITLE, Built, build, ld, meta, page
from pages.story import Story


def article_ld(publisher: str | None, published: str, **more: object) -> str:
    named = {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    return ld(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": published,
            **named,
            **more,
        }
    )


@build
def block_theme_query_loop(s: Story) -> Built:
    """A WordPress block theme: constrained groups, a query loop of other posts, comments as blocks."""
    head = meta(og__site_name="Elm Coast Weekly", og__title=TITLE, article__published_time="2024-07-01T06:30:00+00:00")
    loop = "".join(
        f'<li class="wp-block-post post-{i} type-post"><h3 class="wp-block-post-title has-medium-font-size"><a href="/{i}">{s.headline()}</a></h3>'
        f'<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{s.teaser()}</p></div></li>'
        for i in range(3)
    )
    body = f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul><li><a href="/">Home</a></li></ul></nav></header>
<main class="wp-block-group is-layout-flow"><h1 class="wp-block-post-title">{TITLE}</h1><div class="wp-block-post-date"><time datetime="2024-07-01T06:30:00+00:00">July 1, 2024</time></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained wp-block-post-content-is-layout-constrained">{s.p(3)}
<div class="wp-block-group has-background is-layout-constrained"><h4 class="wp-block-heading">Read this next</h4><ul class="wp-block-latest-posts__list wp-block-latest-posts">{s.links(3)}</ul></div>
{s.more(3)}<figure class="wp-block-image size-large"><img src="a.jpg"/><figcaption class="wp-element-caption">{s.caption()}</figcaption></figure>
<figure class="wp-block-pullquote"><blockquote><p>{s.quotes[0]}</p></blockquote></figure>{s.more(4)}
<div class="wp-block-jetpack-subscriptions__container"><form><p>{s.promo()}</p><input type="email"/></form></div></div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">Two responses</h2><ol class="wp-block-comment-template"><li id="comment-9"><div class="wp-block-comment-content"><p>{s.comment()}</p></div></li></ol></div>
<div class="wp-block-query"><h2 class="wp-block-heading">More posts</h2><ul class="wp-block-post-template">{loop}</ul></div></main>{FOOT}</div>"""
    return page(head, body), "Elm Coast Weekly", "2024-07-01"


@build
def drupal_layout_builder(s: Story) -> Built:
    """Drupal's layout builder: the body in several blocks of one region, a view of other stories between them."""
    head = (
        meta(og__site_name="Elm Public Radio", og__title=TITLE)
        + '<meta property="article:published_time" content="2024-07-02T11:00:00-0400" />'
    )

    def block(text: str) -> str:
        return f'<div class="layout__region layout__region--content"><div class="block block-layout-builder block-field-blocknodearticlebody"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{text}</div></div></div>'

    view = f'<div class="views-element-container block block-views"><div class="view view-more-stories"><div class="view-header"><h3>More from the newsroom</h3></div><div class="view-content"><div class="views-row"><span class="field-content"><a href="/a">{s.headline()}</a></span><div class="views-field-body">{s.teaser()}</div></div></div></div></div>'
    body = f"""{NAV}<main role="main"><div class="layout-content"><article class="node node--type-article node--view-mode-full"><h1><span class="field field--name-title">{TITLE}</span></h1>
<div class="node__content"><div class="layout layout--onecol">{block(s.p(3))}</div>{view}<div class="layout layout--onecol">{block(s.more(4))}</div>
<div class="layout layout--twocol-section">{block(s.more(3))}</div></div><div class="field field--name-field-author-bio"><p>{s.bio()}</p></div></article></div></main>{FOOT}"""
    return page(head, body), "Elm Public Radio", "2024-07-02"


@build
def arc_interstitials(s: Story) -> Built:
    """Arc XP: paragraphs as children of one section, interstitial links, a correction, Coral's comments."""
    head = meta(og__site_name="The Elm Inquirer", og__title=TITLE) + article_ld(
        "The Elm Inquirer", "2024-07-03T09:15:00Z"
    )
    open_ = '<p class="c-paragraph body-paragraph">'
    link = f'<p class="c-paragraph interstitial-link block-margin-bottom"><a href="/x" target="_blank">[{s.headline()}]</a></p>'
    body = f"""<div id="fusion-app" class="fusion-app"><section role="main"><header class="b-headline"><h1 class="c-heading">{TITLE}</h1></header>
<article class="default__ArticleBody b-article-body article-body-wrapper">{s.p(4, open_)}{link}{s.more(3, open_)}<div class="arcad-feature"><div class="arcad"></div></div>
<div class="b-related-story-block"><a href="/q"><div class="promo-headline">{s.headline()}</div><div class="promo-desc">{s.teaser()}</div></a></div>
{s.more(4, open_)}<p class="c-paragraph"><i>Dana Reed can be reached at dreed@inquirer.example. Read her series “{s.other()}” online.</i></p></article>
<div id="coral_talk_stream" class="comments-wrapper"><div class="coral coral-comment"><div class="coral-comment-content"><p>{s.comment()}</p></div></div></div></section>
<aside class="right-rail"><div class="b-top-table-list"><h2>Most popular</h2><ol>{s.links(5)}</ol></div></aside></div>"""
    return page(head, body), "The Elm Inquirer", "2024-07-03"


@build
def chorus_duet(s: Story) -> Built:
    """Chorus's successor: each paragraph in a container of hashed classes, a card for the app, a row of most popular."""
    head = meta(
        og__site_name="The Brink", og__title=TITLE, article__published_time="2024-07-04T15:30:00+00:00"
    ) + article_ld("The Brink", "2024-07-04T15:30:00+00:00")

    def component(text: str) -> str:
        return f'<div class="duet--article--article-body-component"><p class="duet--article--dangerously-set-cms-markup duet--article--standard-paragraph _1ymtmqpi _17nnmdy1">{text}</p></div>'

    told = [component(text) for text in s.paragraphs(10)]
    rest = "".join(component(s.said()) for _ in range(3))
    body = f"""<main id="content"><article id="story"><h1 class="_8enl991">{TITLE}</h1><p class="duet--article--timestamp"><time datetime="2024-07-04T15:30:00.000Z">Jul 4, 2024, 3:30 PM UTC</time></p>
<div class="duet--article--article-body-component-container clearfix sm:ml-auto">{"".join(told[:5])}<div class="duet--article--article-body-component"><div class="duet--recirculation--related-list"><h3>Related</h3><ul>{s.links(3)}</ul></div></div>
{"".join(told[5:])}<div class="duet--article--article-body-component"><div class="duet--cta--newsletter"><h3>The Brink Daily</h3><p>{s.promo()}</p></div></div>{rest}</div></article>
<div class="duet--article--comments-link"><a href="#comments">12 Comments</a></div><div class="duet--layout--rail"><h2>Most Popular</h2><ol>{s.links(5)}</ol></div></main>"""
    return page(head, body), "The Brink", "2024-07-04"


@build
def ghost_members(s: Story) -> Built:
    """Ghost: toggles, callouts, a bookmark card, a wall for members with what stands behind it."""
    head = meta(og__site_name="Harbour Notes", og__title=TITLE, article__published_time="2024-07-05T05:00:00.000Z")
    body = f"""<div class="gh-viewport"><header id="gh-navigation" class="gh-navigation"><nav><ul class="nav"><li><a href="/">Home</a></li></ul></nav></header><main class="gh-main">
<article class="gh-article post tag-news"><header class="gh-article-header gh-canvas"><h1 class="gh-article-title is-title">{TITLE}</h1><div class="gh-article-meta"><time class="gh-article-meta-date" datetime="2024-07-05">05 Jul 2024</time></div></header>
<section class="gh-content gh-canvas is-body">{s.p(4)}<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{s.headline()}</div><div class="kg-bookmark-description">{s.teaser()}</div></div></a></figure>
{s.more(3)}<div class="kg-card kg-signup-card"><div class="kg-signup-card-text"><h2>Join us</h2><p>{s.promo()}</p></div><form><input type="email"></form></div>
<!--members-only-->{s.more(4)}<div class="kg-card kg-cta-card kg-cta-bg-grey"><div class="kg-cta-content"><div class="kg-cta-text"><p>{s.promo()}</p></div><a class="kg-cta-button" href="/s">Subscribe now</a></div></div></section></article>
<div class="gh-comments gh-canvas"><h2>Member discussion</h2><p>{s.comment()}</p></div><section class="gh-container is-grid gh-outer"><h2 class="gh-container-title">Read more</h2><div class="gh-feed"><article class="gh-card post"><a class="gh-card-link" href="/c"><h3 class="gh-card-title">{s.headline()}</h3><p class="gh-card-excerpt">{s.teaser()}</p></a></article></div></section></main></div>"""
    return page(head, body), "Harbour Notes", "2024-07-05"


@build
def substack_newer(s: Story) -> Built:
    """Substack: available content, embedded posts, subscribe widgets, footnotes, comments beneath."""
    head = meta(og__title=TITLE) + article_ld(
        "Elm Dispatch", "2024-07-06T10:01:12+00:00", author=[{"@type": "Person", "name": "Dana Reed"}]
    )
    embed = f'<div class="digest-post-embed"><div class="embedded-post-wrap"><a class="embedded-post" href="/p"><div class="embedded-post-header"><span class="embedded-post-publication-name">Other Letter</span></div><div class="embedded-post-title">{s.headline()}</div><div class="embedded-post-body">{s.teaser()}</div></a></div></div>'
    body = f"""<div class="main"><div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{TITLE}</h1><h3 class="subtitle">What the council kept to itself</h3><div class="byline-wrapper"><a href="/@dana">Dana Reed</a><div class="pencraft">Jul 06, 2024</div></div></div>
<div class="available-content"><div class="body markup" dir="auto">{s.p(4)}<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p>{s.promo()}</p></div><form><input type="email"></form></div></div>{s.more(3)}{embed}
<div class="pullquote"><p>{s.quotes[1]}</p></div>{s.more(4)}<p class="button-wrapper"><a class="button primary" href="/subscribe"><span>Subscribe now</span></a></p></div></div></article>
<div class="comments-page"><h4>Discussion about this post</h4><div class="comment-list"><div class="comment"><div class="comment-body"><p>{s.comment()}</p></div></div></div></div>
<div class="portable-archive"><div class="portable-archive-list"><div class="post-preview"><a class="post-preview-title" href="/r">{s.headline()}</a><a class="post-preview-description" href="/r">{s.teaser()}</a></div></div></div></div></div>"""
    return page(head, body), "Elm Dispatch", "2024-07-06"


@build
def amp_list(s: Story) -> Built:
    """AMP: amp-sidebar, amp-list of other stories in a template, an accordion with a box of the article's own."""
    head = '<link rel="canonical" href="https://www.elmstandard.example/story">' + article_ld(
        "Elm Standard", "2024-07-07T08:00:00+01:00"
    )
    body = f"""<amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><header class="amp-header"><a href="/">Elm Standard</a></header>
<article class="amp-article"><h1 class="amp-title">{TITLE}</h1><div class="amp-meta"><time datetime="2024-07-07">7 July 2024</time></div><div class="amp-content">{s.p(4)}
<amp-ad width="300" height="250"></amp-ad><amp-list class="related-list" src="/r.json"><div role="list"><div class="item"><a href="/x">{s.headline()}</a></div></div></amp-list>{s.more(4)}
<amp-img src="a.jpg"></amp-img><div class="amp-caption">{s.caption()}</div>{s.more(3)}</div></article>
<amp-consent id="c"><div id="consent-ui"><p>We use cookies, “as everybody does,” says our lawyer.</p></div></amp-consent><section class="amp-related"><h3>Also in the news</h3><ul>{s.links(4)}</ul></section>"""
    s.foreign.append("as everybody does")
    return page(head, body, lang="en-GB", attributes="⚡").replace("<html ", "<html amp "), "Elm Standard", "2024-07-07"


@build
def several_body_blocks(s: Story) -> Built:
    """A body in several blocks of one class between advertisements, each with its own wrapper."""
    head = meta(og__site_name="Elm Journal", og__title=TITLE, article__published_time="2024-07-08T04:00:00Z")

    def chunk(text: str, n: int) -> str:
        return f'<div class="chunk chunk-{n}"><div class="article-text" data-block="{n}">{text}</div></div><div class="ad-slot" data-slot="{n}"><span>Advertisement</span></div>'

    body = f"""{NAV}<div class="page"><div class="headline-group"><h1>{TITLE}</h1><p class="date">July 8, 2024</p></div>{chunk(s.p(2), 1)}{chunk(s.more(2), 2)}
<div class="module-teaser"><div class="kicker">From our partners</div><a href="/p"><h3>{s.headline()}</h3></a><p>{s.teaser()}</p></div>{chunk(s.more(3), 3)}{chunk(s.more(2), 4)}{chunk(s.more(3), 5)}
<div class="tagline"><p>{s.bio()}</p></div><div class="module-list"><h3>The latest</h3><ul>{s.links(5)}</ul></div></div>{FOOT}"""
    return page(head, body), "Elm Journal", "2024-07-08"


@build
def live_blog_posts(s: Story) -> Built:
    """A live blog: each entry an article with its heading and time, a summary on top, a rail of key moments."""
    head = meta(og__site_name="Elm Live", og__title=TITLE) + ld(
        {
            "@type": "LiveBlogPosting",
            "headline": TITLE,
            "datePublished": "2024-07-09T06:00:00Z",
            "publisher": {"@type": "Organization", "name": "Elm Live"},
        }
    )
    posts = "".join(
        f'<article class="live-post" id="post-{i}" itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><header><time datetime="2024-07-09T0{i}:30:00Z">{i}:30 a.m.</time><h2 class="live-post__title">What the {i}th vote means</h2><span class="live-post__author">Dana Reed</span></header><div class="live-post__body" itemprop="articleBody">{s.p(2) if i == 1 else s.more(2)}</div></article>'
        for i in range(1, 6)
    )
    body = f"""{NAV}<main><header class="live-header"><h1>{TITLE}</h1><p class="standfirst">Five votes in one night, and the ferry still has no owner.</p></header><section class="live-posts">{posts}</section>
<aside class="key-moments"><h3>Key moments</h3><ul>{s.links(3)}</ul></aside><div class="live-more"><h3>More on this story</h3><ul>{s.links(2)}</ul></div></main>{FOOT}"""
    return page(head, body), "Elm Live", "2024-07-09"


@build
def most_read_table(s: Story) -> Built:
    """A table of the most read in the middle of the text, ranks in one column, and another at the end."""
    head = meta(og__title=TITLE, og__site_name="The Elm Record", article__published_time="2024-07-10")
    rows = "".join(f"<tr><td>{i}</td><td><a href='/{i}'>{s.headline()}</a></td></tr>" for i in range(1, 5))
    more = "".join(
        f"<tr><td class='rank'>{i}.</td><td class='link'><a href='/{i}'>{s.headline()}</a><br><small>{s.teaser()}</small></td></tr>"
        for i in range(1, 4)
    )
    body = f"""{NAV}<div id="wrap"><div id="story"><h1>{TITLE}</h1>{s.p(5)}<table class="mr"><caption>Most read</caption><tbody>{rows}</tbody></table>{s.more(5)}</div>
<table id="popular"><thead><tr><th colspan="2">Most read in the Record</th></tr></thead><tbody>{more}</tbody></table></div>{FOOT}"""
    return page(head, body), "The Elm Record", "2024-07-10"


@build
def disqus_static(s: Story) -> Built:
    """Disqus, rendered into the page by a reader's browser that saved it."""
    head = meta(og__title=TITLE, og__site_name="Elm Observer", article__published_time="2024-07-11T12:00:00Z")
    posts = "".join(
        f'<li class="post" id="post-{i}"><div class="post-content"><div class="post-body"><header class="post-body__header"><span class="author publisher-anchor-color">Reader {i}</span><time>2 years ago</time></header><div class="post-message-container"><div class="post-message"><p>{s.comment()}</p></div></div></div></div></li>'
        for i in range(6)
    )
    body = f"""{NAV}<article><h1>{TITLE}</h1><div class="story-body">{s.p(5)}{s.more(3)}</div></article><section id="conversation" data-role="main"><h2>What do you think?</h2><div id="layout"><div id="posts"><ul id="post-list" class="post-list">{posts}</ul></div></div></section>{FOOT}"""
    return page(head, body), "Elm Observer", "2024-07-11"


@build
def promos_as_paragraphs(s: Story) -> Built:
    """Promotions in plain paragraphs of the text, told by their labels and links alone."""
    head = meta(og__site_name="Elm Globe", og__title=TITLE) + article_ld(
        "Elm Globe Media Partners LLC", "2024-07-12T10:00:00Z"
    )
    body = f"""{NAV}<main><h1>{TITLE}</h1><div class="body">{s.p(3)}<p><b>Don’t miss: </b><a href="/1">{s.headline()}</a></p>{s.more(3)}<p><em>Get the best of our reporting: <a href="/n">sign up for “{s.other()}”, our newsletter</a>.</em></p>{s.more(2)}
<p>• <a href="/2">{s.headline()}</a></p><p>• <a href="/3">{s.headline()}</a></p>{s.more(3)}<p><strong>RELATED | </strong><a href="/4">{s.headline()}</a></p>{s.more(2)}<p>→ <a href="/5">{s.headline()}</a></p></div></main>{FOOT}"""
    return page(head, body), "Elm Globe", "2024-07-12"


@build
def paywall_teaser_and_plans(s: Story) -> Built:
    """A wall in the midst of the article with its plans, the rest of the text in the page behind it."""
    head = meta(og__site_name="The Elm Tribune", og__title=TITLE) + article_ld(
        "The Elm Tribune", "2024-07-13T07:00:00Z", isAccessibleForFree=False
    )
    body = f"""{COOKIES}{NAV}<main><article><h1>{TITLE}</h1><div class="article__teaser">{s.p(3)}</div><div class="pw-gate" role="region" aria-label="Subscription offer"><h2>Keep reading with a subscription</h2><p>{s.promo()}</p>
<ul class="plans"><li>Digital: “{s.other()}”</li><li>Print and digital</li></ul><p>Already a member? <a href="/login">Log in</a></p></div><div class="article__rest">{s.more(6)}</div></article></main>{FOOT}"""
    return page(head, body), "The Elm Tribune", "2024-07-13"


@build
def author_card_and_tags(s: Story) -> Built:
    """An author's card beneath the text in plain words and without a telling class; tags; the next story in full."""
    head = meta(og__site_name="Elm Mirror", og__title=TITLE, article__published_time="2024-07-14T13:30:00+02:00")
    body = f"""{NAV}<main><article class="story"><h1>{TITLE}</h1><div class="wysiwyg">{s.p(5)}{s.more(4)}</div><div class="writer"><img alt="Dana Reed"><div><strong>Dana Reed</strong><p>{s.bio()}</p></div></div>
<ul class="tags"><li><a href="/t/ferry">Ferry</a></li><li><a href="/t/council">Council</a></li></ul></article><article class="story story--next"><h2><a href="/n">{s.headline()}</a></h2><div class="wysiwyg"><p>{s.teaser()}</p><p>{s.teaser()}</p></div></article></main>{FOOT}"""
    return page(head, body), "Elm Mirror", "2024-07-14"


@build
def tailwind_components(s: Story) -> Built:
    """Utility classes alone: no element says what it is; cards of other stories within the grid of the text."""
    head = meta(og__title=TITLE, og__site_name="Elm Sentinel", article__published_time="2024-07-15T09:00:00.000Z")
    open_ = '<p class="mb-6 text-lg leading-8 text-slate-800">'
    card = f'<a href="/c" class="my-8 flex gap-4 rounded-xl border p-4 no-underline"><img class="h-20 w-20" src="c.jpg"><span class="flex flex-col"><span class="text-xs uppercase">Politics</span><span class="font-bold">{s.headline()}</span><span class="text-sm">{s.teaser()}</span></span></a>'
    body = f"""<div class="mx-auto max-w-7xl"><div class="grid grid-cols-12"><div class="col-span-8"><h1 class="text-4xl font-black">{TITLE}</h1><div class="flex text-sm text-slate-500"><span>Dana Reed</span><span class="mx-2">·</span><span>July 15, 2024</span></div>
<div class="mt-8">{s.p(3, open_)}{card}{s.more(4, open_)}<div class="my-8 rounded-xl bg-slate-100 p-6"><div class="text-xl font-bold">Never miss a story</div><div class="mt-2">{s.promo()}</div><div class="mt-4"><input type="email" class="w-full"><button class="btn">Sign up</button></div></div>{s.more(4, open_)}</div></div>
<div class="col-span-4"><div class="text-sm font-bold uppercase">Trending now</div><div class="divide-y"><a class="block py-4" href="/1">{s.headline()}</a><a class="block py-4" href="/2">{s.headline()}</a><a class="block py-4" href="/3">{s.headline()}</a></div></div></div></div>"""
    return page(head, body), "Elm Sentinel", "2024-07-15"


@build
def fetched_promos_in_text(s: Story) -> Built:
    """An old system: text in one cell with breaks, boxes as tables aligned in it, a row of editors' notes."""
    box = f'<table align="right" width="200"><tr><td bgcolor="#eee"><b>ALSO IN NEWS</b><br><a href="/1">{s.headline()}</a><br><a href="/2">{s.headline()}</a></td></tr></table>'
    told = "<br><br>".join(s.paragraphs(4))
    rest = "<br><br>".join(s.said() for _ in range(4))
    body = f"""<table width="760"><tr><td width="150"><a href="/">Front page</a><br><a href="/w">World</a></td><td><font size="5"><b>{TITLE}</b></font><br><font size="1">Published: Tuesday, July 16, 2024</font><br><br>{told}<br><br>{box}{rest}</td></tr></table>"""
    head = '<meta name="application-name" content="Elm Daily News">'
    return page(head, body), "Elm Daily News", "2024-07-16"


# Written after the first sixteen had been repaired for, and read once before any repair.


@build
def elementor(s: Story) -> Built:
    """Elementor: widgets in widgets, a card of an embedded post, an author's box, a grid of posts."""
    head = meta(og__site_name="Elm Bay Times", og__title=TITLE, article__published_time="2024-08-01T06:30:00+00:00")
    return (
        page(
            head,
            f"""{NAV}<div data-elementor-type="single-post" class="elementor elementor-55"><div class="elementor-element elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container"><h1 class="elementor-heading-title">{TITLE}</h1></div></div><div class="elementor-element elementor-widget-theme-post-content"><div class="elementor-widget-container">{s.p(4)}<blockquote class="wp-embedded-content"><a href="/e">{s.headline()}</a></blockquote>{s.more(4)}</div></div><div class="elementor-author-box"><div class="elementor-author-box__bio">{s.bio()}</div></div><div class="elementor-widget-posts"><article class="elementor-post"><h3 class="elementor-post__title"><a href="/a">{s.headline()}</a></h3><div class="elementor-post__excerpt"><p>{s.teaser()}</p></div></article></div></div>{FOOT}""",
        ),
        "Elm Bay Times",
        "2024-08-01",
    )


@build
def brightspot(s: Story) -> Built:
    """Brightspot: a promotion within the text, a block on the author, the latest stories."""
    head = meta(og__site_name="KELM", og__title=TITLE) + article_ld("KELM", "2024-08-02T11:00:00Z")
    return (
        page(
            head,
            f"""<div class="ArtP-mainContent"><h1 class="ArtP-headline">{TITLE}</h1><div class="ArtP-contentWrapper"><div class="ArtP-articleBody"><div class="RichTextArticleBody-body RichTextBody">{s.p(4)}<div class="Enhancement" data-align-center><div class="Enhancement-item"><ps-promo class="PromoB"><div class="PromoB-title"><a href="/x">{s.headline()}</a></div><div class="PromoB-description">{s.teaser()}</div></ps-promo></div></div>{s.more(5)}</div></div><div class="ArtP-authors"><div class="AuthorBlock-bio">{s.bio()}</div></div></div><div class="ArtP-lowerContent"><div class="ListE-header">Latest Stories</div><ul>{s.links(4)}</ul></div></div>""",
        ),
        "KELM",
        "2024-08-02",
    )


@build
def newspack(s: Story) -> Built:
    """Newspack: a box in the text, posts of the homepage, a note on republishing."""
    head = meta(og__site_name="The Elm Current", og__title=TITLE, article__published_time="2024-08-03T10:00:00-04:00")
    return (
        page(
            head,
            f"""{NAV}<main id="main"><article class="post"><h1 class="entry-title">{TITLE}</h1><div class="entry-content">{s.p(3)}<aside class="scaip scaip-1"><p>{s.promo()}</p></aside>{s.more(3)}<div class="wp-block-newspack-blocks-homepage-articles wpnbha"><h2 class="article-section-title"><span>Keep up with us</span></h2><article><h3><a href="/a">{s.headline()}</a></h3><p>{s.teaser()}</p></article></div>{s.more(3)}<div class="wp-block-group republish"><p>Republish our articles for free, online or in print, “{s.other()}”.</p></div></div><div class="author-bio"><div class="author-bio-text"><h2>Dana Reed</h2><p>{s.bio()}</p></div></div></article></main>{FOOT}""",
        ),
        "The Elm Current",
        "2024-08-03",
    )


@build
def next_js_plain(s: Story) -> Built:
    """Elements without classes: paragraphs, further links and comments are all div."""
    head = meta(og__title=TITLE, og__site_name="Elm Wire", article__published_time="2024-08-04T09:00:00Z")
    told = "".join(f"<div>{t}</div>" for t in s.paragraphs(9))
    return (
        page(
            head,
            f"""<div id="__next"><div><div><h1>{TITLE}</h1><div>By Dana Reed</div><div>August 4, 2024</div><div>{told}</div><div><div>Up next</div><div><a href="/1">{s.headline()}</a></div><div><a href="/2">{s.headline()}</a></div></div><div><div>Comments</div><div>{s.comment()}</div><div>{s.comment()}</div></div></div></div></div>""",
        ),
        "Elm Wire",
        "2024-08-04",
    )


@build
def reader_letters_below(s: Story) -> Built:
    """Readers' comments in plain paragraphs below a heading."""
    head = meta(og__title=TITLE, og__site_name="Elm Mail", article__published_time="2024-08-05T09:00:00Z")
    return (
        page(
            head,
            f"""{NAV}<main><h1>{TITLE}</h1><div class="content">{s.p(6)}<hr><h3>Your comments</h3><p>{s.comment()}</p><p>{s.comment()}</p></div></main>{FOOT}""",
        ),
        "Elm Mail",
        "2024-08-05",
    )


@build
def donation_box(s: Story) -> Built:
    """A box that asks for gifts, and a last paragraph that does."""
    head = meta(og__title=TITLE, og__site_name="Elm Free Press", article__published_time="2024-08-06T09:00:00Z")
    return (
        page(
            head,
            f"""{NAV}<main><article><h1>{TITLE}</h1><div class="prose">{s.p(4)}<div class="support-us"><h3>Help us keep reporting</h3><p>Our readers say: “{s.other()}.” Give today and keep our news free for all.</p><a href="/give">Give now</a></div>{s.more(4)}<p>Before you go: “{s.other()}”. <a href="/give">Support our work</a> with a gift of any size.</p></div></article></main>{FOOT}""",
        ),
        "Elm Free Press",
        "2024-08-06",
    )


@build
def video_playlist(s: Story) -> Built:
    """A playlist above the text."""
    head = meta(og__title=TITLE, og__site_name="Elm 5", article__published_time="2024-08-07T09:00:00Z")
    return (
        page(
            head,
            f"""{NAV}<main><h1>{TITLE}</h1><div class="video-player"><div class="playlist"><div class="playlist-item"><span class="title">{s.headline()}</span></div><div class="playlist-item"><span class="title">{s.headline()}</span></div></div></div><div class="story"><p>{s.p(1, "", "")}</p>{s.more(7)}</div><div class="taboola">{s.links(2, "div")}</div></main>{FOOT}""",
        ),
        "Elm 5",
        "2024-08-07",
    )


@build
def local_tv(s: Story) -> Built:
    """A local station: headlines within the text, a line of rights at the end."""
    head = meta(og__title=TITLE, og__site_name="WELM-TV") + ld(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-08-08T12:00:00-0500",
            "publisher": {"@type": "Organization", "name": "WELM-TV"},
        }
    )
    return (
        page(
            head,
            f"""{COOKIES}<article><header><h1>{TITLE}</h1><p class="published">Posted: <time datetime="2024-08-08">Aug 8, 2024</time></p></header><div class="article-body rich-text">{s.p(3)}<div class="article-list article-list--headlines"><h2>Top Stories</h2><ul>{s.links(3)}</ul></div>{s.more(4)}<p>Copyright 2024 WELM. All rights reserved. “{s.other()}”</p></div></article><div class="most-watched"><h3>Trending Videos</h3>{s.links(2, "div")}</div>""",
        ),
        "WELM-TV",
        "2024-08-08",
    )
