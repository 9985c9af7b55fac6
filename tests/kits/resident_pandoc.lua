-- Answers questions until its input ends: see resident_pandoc_kit.py. A question is a line with two
-- formats and a number of bytes, and so many bytes of text. An answer is a line with a number of
-- bytes, and so many bytes; or a line with "-", where pandoc has warned or refused the text.

-- What the program sets beyond the defaults of the library.
local abbreviations = {}
for word in arg[1]:gmatch('%S+') do abbreviations[word] = true end
local reading = pandoc.ReaderOptions{abbreviations = abbreviations, columns = 72}
local writing = pandoc.WriterOptions{
  html_math_method = 'mathml', section_divs = true, wrap_text = 'none'
}
local one_deeper = {Header = function(header) header.level = header.level + 1; return header end}

local function convert(text, from, to)
  local tree = pandoc.read(text, from, reading, {})  -- no files: it is a sandbox
  if to == 'html5' then tree = tree:walk(one_deeper) end
  return pandoc.write(tree, to, writing)
end

for line in io.lines() do
  local from, to, size = line:match('^(%S+) (%S+) (%d+)$')
  local text = size == '0' and '' or io.read(tonumber(size))  -- io.read(0) waits for more
  local converted, result
  local warnings = pandoc.log.silence(function()
    converted, result = pcall(convert, text, from, to)
  end)
  if converted and #warnings == 0 then
    io.write(#result, '\n', result)
  else
    io.write('-\n')
  end
  io.flush()
end
