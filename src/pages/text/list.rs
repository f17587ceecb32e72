//! Long lists on several pages.

use ::post::{Post, page_count, page_path};
use yew::prelude::*;

use super::{Body, TextPage};
use crate::components::address;

/// One page of a list.
pub(super) struct Slice<'s> {
    /// The path of the list.
    list: String,
    /// Which page it is, from 1 on, and of how many.
    number: usize,
    count: usize,
    /// What is on it.
    pub(super) posts: Vec<&'s Post>,
}

/// The list at `path`, cut into pages of so many posts.
pub(super) fn slices<'s>(path: &str, posts: &[&'s Post], length: usize) -> Vec<Slice<'s>> {
    let count = page_count(posts.len(), length);
    let slice = |number: usize| Slice {
        list: path.to_owned(),
        number,
        count,
        posts: posts
            .chunks(length)
            .nth(number - 1)
            .unwrap_or_default()
            .to_vec(),
    };
    (1..=count).map(slice).collect()
}

impl<'s> Slice<'s> {
    /// Whether the list begins here.
    pub(super) fn is_first(&self) -> bool {
        self.number == 1
    }

    /// The title of this page of a list with that title.
    pub(super) fn title(&self, title: &str) -> String {
        match self.number {
            1 => title.to_owned(),
            number => format!("{title}, page {number}"),
        }
    }

    /// Links to the pages beside this one, called `before` and `after`; nothing where there is only one.
    pub(super) fn links(&self, before: &'static str, after: &'static str, base: &str) -> Html {
        if self.count == 1 {
            return Html::default();
        }
        let link = |path: Option<String>, relation: &'static str, name: &'static str| {
            let path = path?;
            Some(html! {
                <p class={relation}>
                    <a href={address(base, &path)} rel={relation}>{ name }</a>
                </p>
            })
        };
        html! {
            <nav class="neighbours" aria-label="Pages">
                { link(self.before(), "prev", before) }
                <p class="number">{ format!("Page {} of {}", self.number, self.count) }</p>
                { link(self.after(), "next", after) }
            </nav>
        }
    }

    /// A page whose body shows this part of the list.
    pub(super) fn page(
        self,
        title: Option<String>,
        description: String,
        body: impl Fn(&Slice) -> Html + Send + Sync + 's,
    ) -> TextPage<'s> {
        TextPage {
            path: page_path(&self.list, self.number),
            title,
            description: self.title(description.trim_end_matches('.')) + ".",
            prev: self.before(),
            next: self.after(),
            body: Body::new(move || body(&self)),
            ..TextPage::default()
        }
    }

    fn before(&self) -> Option<String> {
        (self.number > 1).then(|| page_path(&self.list, self.number - 1))
    }

    fn after(&self) -> Option<String> {
        (self.number < self.count).then(|| page_path(&self.list, self.number + 1))
    }
}
