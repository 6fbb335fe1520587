# R reads every CSV of a folder: Rscript read_csv.R FOLDER GUIDE
# The codebook in the folder says which type a column has; the last block of R in the guide runs too.
asked <- commandArgs(trailingOnly = TRUE)
folder <- asked[1]
codebook <- read.csv(file.path(folder, "codebook.csv"), na.strings = "", encoding = "UTF-8")
faults <- 0
say <- function(...) {
  faults <<- faults + 1
  cat("FAULT", ..., "\n")
}

for (table in c("claims", "evidence", "sources")) {
  file <- file.path(folder, paste0(table, ".csv"))
  read <- read.csv(file, na.strings = "", encoding = "UTF-8")
  described <- codebook[codebook$part == table, ]
  if (!setequal(described$name, names(read))) say(file, "has other columns than the codebook")
  counts <- c(logical = 0, Date = 0, numeric = 0, text = 0)
  for (name in names(read)) {
    cells <- read[[name]]
    if (all(is.na(cells))) next
    type <- described$type[described$name == name]
    if (type == "true or false") {
      if (!is.logical(cells)) say(file, name, "is", class(cells), "not logical")
      counts["logical"] <- counts["logical"] + 1
    } else if (type == "date") {
      days <- as.Date(cells, format = "%Y-%m-%d")
      if (any(is.na(days) != is.na(cells))) say(file, name, "has cells that are no dates")
      counts["Date"] <- counts["Date"] + 1
    } else if (type %in% c("number", "whole number")) {
      if (!is.numeric(cells)) say(file, name, "is", class(cells), "not numeric")
      counts["numeric"] <- counts["numeric"] + 1
    } else {
      counts["text"] <- counts["text"] + 1
    }
    if (any(cells == "NA" | cells == "", na.rm = TRUE)) say(file, name, "has texts for nothing")
  }
  cat(file, nrow(read), "rows;", paste(counts, names(counts), collapse = ", "), "\n")
}

guide <- readLines(asked[2], encoding = "UTF-8")
begins <- which(guide == "```r")
if (length(begins) == 0) say(asked[2], "has no block of R")
for (begin in begins) {
  end <- begin + which(guide[-seq_len(begin)] == "```")[1]
  code <- guide[(begin + 1):(end - 1)]
  if (any(grepl("library\\(arrow\\)", code)) && !requireNamespace("arrow", quietly = TRUE)) {
    cat("not run, since the package arrow is not installed:", length(code), "lines\n")
    next
  }
  where <- setwd(dirname(folder))
  print(utils::head(eval(parse(text = code)), 2))
  setwd(where)
}
quit(status = as.integer(faults > 0))
