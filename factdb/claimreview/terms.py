"""The terms of schema.org that ClaimReview markup is made of.

Names only; what each expects is beside it where the check looks at its value. A test holds the names to the
vocabulary that rdflib carries.
"""

from __future__ import annotations

_THING = (
    "additionalType alternateName description disambiguatingDescription identifier image mainEntityOfPage name"
    " potentialAction sameAs subjectOf url"
)
_CREATIVE_WORK = (
    "about abstract accessMode accessModeSufficient accessibilityAPI accessibilityControl accessibilityFeature"
    " accessibilityHazard accessibilitySummary accountablePerson acquireLicensePage aggregateRating alternativeHeadline"
    " archivedAt assesses associatedMedia audience audio author award character citation comment commentCount"
    " conditionsOfAccess contentLocation contentRating contentReferenceTime contributor copyrightHolder copyrightNotice"
    " copyrightYear correction countryOfOrigin creativeWorkStatus creator creditText dateCreated dateModified"
    " datePublished discussionUrl editEIDR editor educationalAlignment educationalLevel"
    " educationalUse encoding encodingFormat exampleOfWork expires funder genre hasPart headline inLanguage"
    " interactionStatistic interactivityType interpretedAsClaim isAccessibleForFree isBasedOn isFamilyFriendly isPartOf"
    " keywords learningResourceType license locationCreated mainEntity maintainer material materialExtent mentions"
    " offers pattern position producer provider publication publisher publisherImprint publishingPrinciples recordedAt"
    " releasedEvent review schemaVersion sdDatePublished sdLicense sdPublisher size sourceOrganization spatial"
    " spatialCoverage sponsor teaches temporal temporalCoverage text thumbnail thumbnailUrl timeRequired"
    " translationOfWork translator typicalAgeRange usageInfo version video wordCount workExample workTranslation"
)
_REVIEW = (
    "associatedClaimReview associatedMediaReview associatedReview itemReviewed negativeNotes positiveNotes reviewAspect"
    " reviewBody reviewRating"
)
_MEDIA = (
    "associatedArticle bitrate caption contentSize contentUrl duration embedUrl embeddedTextCaption encodesCreativeWork"
    " endTime exifData height ineligibleRegion playerType productionCompany regionsAllowed representativeOfPage"
    " requiresSubscription sha256 startTime transcript uploadDate videoFrameSize videoQuality width"
)
_RATING = "author bestRating ratingExplanation ratingValue reviewAspect worstRating"
_AGENT = (
    "address affiliation alumniOf award brand contactPoint email familyName givenName honorificPrefix honorificSuffix"
    " hasOccupation jobTitle knowsAbout legalName location logo member memberOf nationality parentOrganization"
    " publishingPrinciples founder foundingDate telephone worksFor"
)

PROPERTIES: dict[str, frozenset[str]] = {
    "ClaimReview": frozenset(f"{_THING} {_CREATIVE_WORK} {_REVIEW} claimReviewed".split()),
    "MediaReview": frozenset(
        f"{_THING} {_CREATIVE_WORK} {_REVIEW} mediaAuthenticityCategory originalMediaContextDescription"
        " originalMediaLink".split()
    ),
    "MediaReviewItem": frozenset(f"{_THING} {_CREATIVE_WORK} mediaItemAppearance".split()),
    "MediaObject": frozenset(f"{_THING} {_CREATIVE_WORK} {_MEDIA}".split()),
    "Claim": frozenset(f"{_THING} {_CREATIVE_WORK} appearance claimInterpreter firstAppearance".split()),
    "Rating": frozenset(f"{_THING} {_RATING}".split()),
    "Person": frozenset(f"{_THING} {_AGENT}".split()),
    "Organization": frozenset(f"{_THING} {_AGENT}".split()),
    "CreativeWork": frozenset(f"{_THING} {_CREATIVE_WORK} itemReviewed".split()),
}
"""The properties of each type that markup of reviews uses; those of `CreativeWork` stand for its kinds below."""

WORKS = frozenset(
    "AnalysisNewsArticle Article Blog BlogPosting Book BroadcastEvent Clip Comment Conversation CreativeWork Dataset"
    " DigitalDocument DiscussionForumPosting Episode Message Movie NewsArticle OpinionNewsArticle Photograph"
    " PodcastEpisode PublicationIssue Quotation RadioEpisode Report ReportageNewsArticle SocialMediaPosting TVEpisode"
    " TechArticle WebPage WebSite".split()
)
MEDIA = frozenset(
    "AudioObject AudioObjectSnapshot ImageObject ImageObjectSnapshot VideoObject VideoObjectSnapshot".split()
)
ORGANIZATIONS = frozenset(
    "Organization Corporation EducationalOrganization FundingScheme GovernmentOrganization MedicalOrganization NGO"
    " NewsMediaOrganization PerformingGroup Project ResearchOrganization SportsOrganization".split()
)
PEOPLE = frozenset({"Person", "Patient"})


def kind_of(name: str) -> str | None:
    """The type whose properties a type has: "NewsArticle" -> "CreativeWork"; None for one that is not known here."""
    if name in PROPERTIES:
        return name
    if name in WORKS:
        return "CreativeWork"
    if name in MEDIA:
        return "MediaObject"
    if name in ORGANIZATIONS:
        return "Organization"
    return "Person" if name in PEOPLE else None
