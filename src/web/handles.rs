//! The ways back to files on disk, which a database of the browser keeps for after a reload.
//!
//! Databases can be forbidden, blocked or full. Whatever fails here means that there is no way back, and
//! nothing else.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Date, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{FileSystemFileHandle, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::source::Source;
use super::{drops, window};
use crate::decoder::ReadFault;

const DATABASE: &str = "hexlog";
const STORE: &str = "handles";
/// Milliseconds after which a handle is forgotten.
const OLD_MS: f64 = 30.0 * 24.0 * 60.0 * 60.0 * 1000.0;

#[wasm_bindgen]
extern "C" {
    /// A handle, to be asked for what it permits.
    type Permit;

    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query(this: &Permit, mode: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request(this: &Permit, mode: &Object) -> Result<Promise, JsValue>;
}

/// The way back to a file on disk.
#[derive(Clone)]
pub struct Handle(FileSystemFileHandle);

/// An answer about a permission that is on its way.
pub struct Answer(Option<Promise>);

impl Handle {
    /// Whether the file may be read without asking the user.
    pub fn query(&self) -> Answer {
        let permit = self.0.unchecked_ref::<Permit>();
        Answer(permit.query(&record(&[("mode", "read".into())])).ok())
    }

    /// Asks the user whether the file may be read. This has to be called while a click is handled.
    pub fn request(&self) -> Answer {
        let permit = self.0.unchecked_ref::<Permit>();
        Answer(permit.request(&record(&[("mode", "read".into())])).ok())
    }

    /// The file.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub async fn source(&self) -> Result<Source, ReadFault> {
        Source::of_handle(&self.0).await
    }

    /// The file's name.
    pub fn name(&self) -> String {
        self.0.name()
    }
}

impl Answer {
    /// Whether the file may be read.
    pub async fn is_granted(self) -> bool {
        let Some(promise) = self.0 else { return false };
        let answer = JsFuture::from(promise).await.unwrap_or_default();
        answer.as_string().as_deref() == Some("granted")
    }
}

/// Keeps the handles of the open files. Clones share what is known.
#[derive(Clone, Default)]
pub struct Handles {
    /// Numbers of the files whose handles are in the database, or on their way to it.
    known: Rc<RefCell<HashSet<u32>>>,
}

impl Handles {
    /// The handles of the files with these numbers. What is too old is removed.
    pub async fn read(&self, ids: &HashSet<u32>) -> Vec<(u32, Handle)> {
        self.try_read(ids).await.unwrap_or_default()
    }

    async fn try_read(&self, ids: &HashSet<u32>) -> Option<Vec<(u32, Handle)>> {
        let records = done(&store().await?.get_all().ok()?).await?;
        let (mut found, mut old) = (Vec::new(), Vec::new());
        for record in records.dyn_into::<Array>().ok()?.iter() {
            let number = |key: &str| get(&record, key).as_f64();
            let (Some(id), Some(time)) = (number("id"), number("time")) else {
                continue;
            };
            if Date::now() - time > OLD_MS {
                old.push(id);
            } else if let Ok(handle) = get(&record, "handle").dyn_into()
                && ids.contains(&(id as u32))
            {
                found.push((id as u32, Handle(handle)));
            }
        }
        self.known
            .borrow_mut()
            .extend(found.iter().map(|(id, _)| *id));
        if !old.is_empty() {
            let store = store().await?;
            for id in old {
                let _ = store.delete(&id.into());
            }
        }
        Some(found)
    }

    /// Keeps the handles of the files with these numbers, and of no others.
    pub fn follow(&self, ids: &HashSet<u32>, source: impl Fn(u32) -> Option<Source>) {
        let gone: Vec<u32> = self.known.borrow().difference(ids).copied().collect();
        let new: Vec<(u32, Promise)> = ids
            .difference(&self.known.borrow())
            .filter_map(|&id| Some((id, source(id)?.handle()?)))
            .collect();
        if gone.is_empty() && new.is_empty() {
            return;
        }
        self.known.borrow_mut().retain(|id| ids.contains(id));
        self.known
            .borrow_mut()
            .extend(new.iter().map(|(id, _)| *id));
        let handles = self.clone();
        spawn_local(async move {
            let mut records = Vec::new();
            for (id, promise) in new {
                if let Some(handle) = drops::handle(Some(promise)).await {
                    records.push((id, handle));
                }
            }
            let Some(store) = store().await else { return };
            for (id, handle) in records {
                // It may have been closed meanwhile.
                if handles.known.borrow().contains(&id) {
                    let fields = [
                        ("id", id.into()),
                        ("time", Date::now().into()),
                        ("handle", handle.into()),
                    ];
                    let _ = store.put_with_key(&record(&fields), &id.into());
                }
            }
            for id in gone {
                let _ = store.delete(&id.into());
            }
        });
    }

    /// Forgets all handles.
    pub fn clear(&self) {
        self.known.borrow_mut().clear();
        spawn_local(async {
            if let Some(store) = store().await {
                let _ = store.clear();
            }
        });
    }
}

/// The store, to be used at once.
async fn store() -> Option<IdbObjectStore> {
    let request = window()
        .indexed_db()
        .ok()??
        .open_with_u32(DATABASE, 1)
        .ok()?;
    let opening = request.clone();
    let upgrade = EventListener::once(&request, "upgradeneeded", move |_| {
        if let Ok(database) = opening.result() {
            let _ = database
                .unchecked_into::<IdbDatabase>()
                .create_object_store(STORE);
        }
    });
    let database: IdbDatabase = done(&request).await?.unchecked_into();
    drop(upgrade);
    let transaction = database
        .transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)
        .ok()?;
    // It closes once the transaction is over.
    database.close();
    transaction.object_store(STORE).ok()
}

/// Waits for what was asked of the database.
async fn done(request: &IdbRequest) -> Option<JsValue> {
    let promise = Promise::new(&mut |kept, failed| {
        request.set_onsuccess(Some(&kept));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(promise).await.ok()?;
    request.result().ok()
}

fn record(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}
