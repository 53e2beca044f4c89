//! placeholder
use crate::{bitext::Bitext,both::Lang,page::Block,proof::PassageProof,render::{Stage,view::NoteView}};
pub struct Made { pub html: String, pub notes: Vec<NoteView> }
pub fn block(_:&Stage,_:&Bitext,_:&Block,_:&PassageProof,_:Lang)->Made { Made{html:String::new(),notes:vec![]} }
