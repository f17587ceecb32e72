//! The pictures of the site that are drawn when it is built: a card for each post, one for all other
//! pages, and icons.

use card::{Card, Icon, Purpose};
use post::{Post, Site};

/// A picture and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile<'s> {
    /// Its path below the output folder. It changes with what the picture shows.
    pub path: String,
    /// What it shows.
    pub picture: Picture<'s>,
}

/// What a picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture<'s> {
    /// A title and its bytes.
    Card(Card<'s>),
    /// The icon in some size.
    Icon(Icon),
}

impl Picture<'_> {
    /// The picture as a PNG file; nothing where it cannot be drawn.
    pub fn draw(&self) -> Option<Vec<u8>> {
        match self {
            Picture::Card(card) => card.draw(),
            Picture::Icon(icon) => icon.draw(),
        }
    }
}

/// All pictures of the site.
pub fn pictures(site: &Site) -> Vec<PictureFile<'_>> {
    let posts = site.posts().iter().map(Some);
    let cards = std::iter::once(None).chain(posts);
    let mut pictures: Vec<PictureFile> = cards.map(|post| card(site, post)).collect();
    pictures.extend(card::icons().map(|icon| PictureFile {
        path: icon.name.clone(),
        picture: Picture::Icon(icon),
    }));
    pictures
}

/// The path of the card of a post, or of that of all other pages.
pub(super) fn card_path(site: &Site, post: Option<&Post>) -> String {
    card(site, post).path
}

fn card<'s>(site: &'s Site, post: Option<&'s Post>) -> PictureFile<'s> {
    let config = site.config();
    let (slug, title) = match post {
        Some(post) => (post.meta.slug.as_str(), &post.meta.title),
        None => ("site", &config.tagline),
    };
    let card = Card {
        site: &config.title,
        title,
    };
    PictureFile {
        path: format!("cards/{slug}-{}.png", card.key()),
        picture: Picture::Card(card),
    }
}

/// The path of the icon that Apple's systems show.
pub(super) fn apple_icon() -> Option<String> {
    let mut icons = card::icons().into_iter();
    let icon = icons.find(|icon| icon.purpose == Purpose::AppleTouch)?;
    Some(icon.name)
}
